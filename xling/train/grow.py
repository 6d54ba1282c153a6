"""A larger Marian model that begins where a smaller one is: wider feed-forward layers, more layers.

New hidden units feed zeros, and new layers add nothing to what goes through them (Net2Net, Chen et al. 2016; here with
zeros instead of copies, so that all of the new capacity is free). Wider layers compute what they did before. Marian
normalises after every sublayer, so a new layer cannot be without effect: its gains and biases are set to give back
values as they come on average. Training has to mend the rest: the bundled de-en with four encoder layers and one
decoder layer had a cross-entropy of 1.92 a piece on held-out lines, 2.40 with two more encoder layers, 2.20 with one
more decoder layer.
"""

from __future__ import annotations

import copy
from typing import Any

from xling.errors import UsageError
from xling.train.config import ArchitectureConfig


def randomise(weight: Any, width: int) -> None:  # noqa: ANN401
    """Fresh weights of a layer in a model of that width."""
    weight.normal_(0.0, 0.4 * width**-0.5)


_Scale = tuple[float, float]
"""Mean and deviation over the width."""


def grow(model: Any, wanted: ArchitectureConfig) -> Any:  # noqa: ANN401
    """``model``, a MarianMTModel, as a new one in the sizes and with the dropout of ``wanted``.

    New encoder layers are spread between the old ones; new decoder layers come first, so that the last, whose attention
    is read as the alignment, stays the last.

    :raises UsageError: ``wanted`` has another width or other heads, or is smaller somewhere.
    """
    old = model.config
    _check(old, wanted)
    from transformers import MarianMTModel

    settings = copy.deepcopy(old)
    settings.encoder_layers, settings.decoder_layers = wanted.encoder_layers, wanted.decoder_layers
    settings.num_hidden_layers = wanted.encoder_layers
    settings.encoder_ffn_dim = settings.decoder_ffn_dim = wanted.feed_forward
    settings.dropout = wanted.dropout
    settings._attn_implementation = "eager"
    grown = MarianMTModel(settings)
    grown.generation_config = copy.deepcopy(model.generation_config)
    _copy_rest(model, grown)
    spread = _spread(old.encoder_layers, wanted.encoder_layers)
    _fill(model.get_encoder(), grown.get_encoder(), spread, _scales(model, model.get_encoder()))
    fresh = wanted.decoder_layers - old.decoder_layers
    first: list[int | None] = [*[None] * fresh, *range(old.decoder_layers)]
    _fill(model.get_decoder(), grown.get_decoder(), first, _scales(model, model.get_decoder()))
    frozen = {name for name, weight in model.named_parameters() if not weight.requires_grad}
    for name, weight in grown.named_parameters():
        weight.requires_grad_(name not in frozen)
    return grown


def _check(old: Any, wanted: ArchitectureConfig) -> None:  # noqa: ANN401
    for what, has, asked, same in (
        ("width", old.d_model, wanted.width, True),
        ("heads", old.encoder_attention_heads, wanted.heads, True),
        ("heads", old.decoder_attention_heads, wanted.heads, True),
        ("encoder_layers", old.encoder_layers, wanted.encoder_layers, False),
        ("decoder_layers", old.decoder_layers, wanted.decoder_layers, False),
        ("feed_forward", old.encoder_ffn_dim, wanted.feed_forward, False),
        ("feed_forward", old.decoder_ffn_dim, wanted.feed_forward, False),
    ):
        if asked < has or (same and asked != has):
            raise UsageError(
                f"the start model has {what} = {has}, [architecture] asks for {asked}",
                hint=f"{what} cannot be changed" if same else "a model can only grow",
            )


def _spread(old: int, new: int) -> list[int | None]:
    """For each of ``new`` layers the old one that stands there, ``None`` for a new one; the first is old, and the
    last where there are two."""
    places = [at * (new - 1) // max(old - 1, 1) for at in range(old)]
    return [places.index(at) if at in places else None for at in range(new)]


def _copy_rest(model: Any, grown: Any) -> None:  # noqa: ANN401
    """Everything outside the layers: embeddings, positions, output bias."""
    state = {name: value for name, value in model.state_dict().items() if ".layers." not in name}
    grown.load_state_dict(state, strict=False)


def _fill(old: Any, new: Any, places: list[int | None], scales: list[_Scale]) -> None:  # noqa: ANN401
    import torch

    scale = scales[0]
    with torch.no_grad():
        for layer, place in zip(new.layers, places, strict=True):
            if place is None:
                _make_transparent(layer, scale)
            else:
                _take(old.layers[place], layer)
                scale = scales[place + 1]


def _take(old: Any, new: Any) -> None:  # noqa: ANN401
    """The weights of ``old``; hidden units that it does not have get random inputs and feed nothing yet."""
    import torch

    state, mine = old.state_dict(), new.state_dict()
    for name, value in state.items():
        if value.shape != mine[name].shape:
            filled = torch.zeros_like(mine[name])
            if name == "fc1.weight":
                randomise(filled, filled.shape[1])
            filled[tuple(slice(size) for size in value.shape)] = value
            state[name] = filled
    new.load_state_dict(state)


def _make_transparent(layer: Any, scale: _Scale) -> None:  # noqa: ANN401
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
            randomise(weight, layer.embed_dim)


def _scales(model: Any, side: Any) -> list[_Scale]:  # noqa: ANN401
    """Of what goes into the first layer of ``side`` and comes out of every layer, measured on random pieces."""
    import torch

    found: list[_Scale] = []

    def measure(values: Any) -> None:  # noqa: ANN401
        found.append((float(values.mean()), float(values.std(-1).mean())))

    def before(_: object, given: Any) -> None:  # noqa: ANN401
        measure(given[0])

    def after(_: object, __: object, output: Any) -> None:  # noqa: ANN401
        measure(output[0] if isinstance(output, tuple) else output)

    hooks = [side.layers[0].register_forward_pre_hook(before)]
    hooks += [layer.register_forward_hook(after) for layer in side.layers]
    pieces = torch.randint(1, model.config.vocab_size - 1, (16, 24), generator=torch.Generator().manual_seed(1))
    training = model.training
    with torch.no_grad():
        model.eval()(input_ids=pieces, decoder_input_ids=pieces)
    model.train(training)
    for hook in hooks:
        hook.remove()
    return found
