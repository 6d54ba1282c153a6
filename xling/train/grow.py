"""A larger Marian model that begins where a smaller one is: wider feed-forward layers, more layers, the same function.

New hidden units feed zeros, and new layers add nothing to what goes through them (Net2Net, Chen et al. 2016; here with
zeros instead of copies, so that all of the new capacity is free). Marian normalises after every sublayer, so a new
layer's gains and biases are set to give back what it gets: within a few percent, which training mends in some hundred
steps.
"""

from __future__ import annotations

import copy
from typing import Any

from xling.errors import UsageError
from xling.train.config import ArchitectureConfig


def grow(model: Any, wanted: ArchitectureConfig) -> Any:  # noqa: ANN401
    """``model``, a MarianMTModel, in the sizes of ``wanted``; the very model when it has them already.

    New encoder layers are spread between the old ones; new decoder layers come first, so that the last, whose attention
    is read as the alignment, stays the last.

    :raises UsageError: ``wanted`` has another width or other heads, or is smaller somewhere.
    """
    old = model.config
    _check(old, wanted)
    layers = (wanted.encoder_layers, wanted.decoder_layers)
    if layers == (old.encoder_layers, old.decoder_layers) and wanted.feed_forward == old.encoder_ffn_dim:
        return model
    from transformers import MarianMTModel

    settings = copy.deepcopy(old)
    settings.encoder_layers, settings.decoder_layers = layers
    settings.num_hidden_layers = wanted.encoder_layers
    settings.encoder_ffn_dim = settings.decoder_ffn_dim = wanted.feed_forward
    settings.dropout = wanted.dropout
    settings._attn_implementation = "eager"
    grown = MarianMTModel(settings)
    grown.generation_config = copy.deepcopy(model.generation_config)
    _copy_rest(model, grown)
    spread = _spread(old.encoder_layers, wanted.encoder_layers)
    scales = _scales(model)
    _fill(model.get_encoder(), grown.get_encoder(), spread, scales)
    fresh = wanted.decoder_layers - old.decoder_layers
    _fill(model.get_decoder(), grown.get_decoder(), [*[None] * fresh, *range(old.decoder_layers)], scales)
    for name, weight in grown.named_parameters():
        weight.requires_grad_("embed_positions" not in name)
    return grown


def _check(old: Any, wanted: ArchitectureConfig) -> None:  # noqa: ANN401
    for what, has, asked, same in (
        ("width", old.d_model, wanted.width, True),
        ("heads", old.encoder_attention_heads, wanted.heads, True),
        ("encoder_layers", old.encoder_layers, wanted.encoder_layers, False),
        ("decoder_layers", old.decoder_layers, wanted.decoder_layers, False),
        ("feed_forward", old.encoder_ffn_dim, wanted.feed_forward, False),
    ):
        if asked < has or (same and asked != has):
            raise UsageError(
                f"the start model has {what} = {has}, [architecture] asks for {asked}",
                hint=f"{what} cannot be changed" if same else "a model can only grow",
            )


def _spread(old: int, new: int) -> list[int | None]:
    """For each of ``new`` layers the old one that stands there, ``None`` for a new one; first and last are old."""
    places = [at * (new - 1) // max(old - 1, 1) for at in range(old)]
    return [places.index(at) if at in places else None for at in range(new)]


def _copy_rest(model: Any, grown: Any) -> None:  # noqa: ANN401
    """Everything outside the layers: embeddings, positions, output bias."""
    state = {name: value for name, value in model.state_dict().items() if ".layers." not in name}
    grown.load_state_dict(state, strict=False)


def _fill(old: Any, new: Any, places: list[int | None], scales: dict[int, tuple[float, float]]) -> None:  # noqa: ANN401
    import torch

    scale = scales[-id(old.layers[0])]
    with torch.no_grad():
        for layer, place in zip(new.layers, places, strict=True):
            if place is None:
                _make_transparent(layer, scale)
            else:
                _take(old.layers[place], layer)
                scale = scales[id(old.layers[place])]


def _take(old: Any, new: Any) -> None:  # noqa: ANN401
    """The weights of ``old``; hidden units that it does not have get random inputs and feed nothing yet."""
    import torch

    state, mine = old.state_dict(), new.state_dict()
    for name, value in state.items():
        if value.shape != mine[name].shape:
            filled = torch.zeros_like(mine[name])
            if name == "fc1.weight":
                filled.normal_(0.0, 0.4 * filled.shape[1] ** -0.5)
            filled[tuple(slice(size) for size in value.shape)] = value
            state[name] = filled
    new.load_state_dict(state)


def _make_transparent(layer: Any, scale: tuple[float, float]) -> None:  # noqa: ANN401
    """Nothing is added, and normalisation gives back values of this mean and deviation."""
    mean, deviation = scale
    for name, weight in layer.named_parameters():
        if "layer_norm" in name:
            weight.fill_(deviation if name.endswith("weight") else mean)
        elif name.endswith("bias") or name in (
            "fc2.weight",
            "self_attn.out_proj.weight",
            "encoder_attn.out_proj.weight",
        ):
            weight.zero_()
        else:
            weight.normal_(0.0, 0.4 * layer.embed_dim**-0.5)


def _scales(model: Any) -> dict[int, tuple[float, float]]:  # noqa: ANN401
    """For each layer (by ``id``) and each side's input (by the side's): mean and deviation over the width of what
    comes out, measured on random pieces."""
    import torch

    found: dict[int, tuple[float, float]] = {}

    def measured(key: int, values: Any) -> None:  # noqa: ANN401
        found[key] = (float(values.mean()), float(values.std(-1).mean()))

    def after(layer: Any, _: object, output: Any) -> None:  # noqa: ANN401
        measured(id(layer), output[0] if isinstance(output, tuple) else output)

    def before(layer: Any, given: Any) -> None:  # noqa: ANN401
        measured(-id(layer), given[0])

    layers = [*model.get_encoder().layers, *model.get_decoder().layers]
    hooks = [layer.register_forward_hook(after) for layer in layers]
    hooks += [layer.register_forward_pre_hook(before) for layer in layers]
    pieces = torch.randint(1, model.config.vocab_size - 1, (16, 24), generator=torch.Generator().manual_seed(1))
    training = model.training
    with torch.no_grad():
        model.eval()(input_ids=pieces, decoder_input_ids=pieces)
    model.train(training)
    for hook in hooks:
        hook.remove()
    return found
