"""From a training run to the two forms a model is used in: a stock Marian folder and a bundled CTranslate2 folder."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from xling.errors import InputError, ModelError, OutputError
from xling.models.convert import convert_marian
from xling.models.info import CARD_FILE
from xling.models.lock import hashes_of
from xling.train import checkpoint, vocabulary
from xling.train import model as models
from xling.train.config import TrainConfig
from xling.train.vocabulary import MARKS

_HEADING = re.compile(r"^#{1,6}(?= )", re.MULTILINE)  # Markdown has six levels
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)  # of cards on the hub


def export_marian(config: TrainConfig, run: Path, folder: Path, *, best: bool = True) -> Path:
    """Write the averaged weights of a run as a Marian folder that transformers and ``models add`` load.

    :param best: the weights of the best validation; otherwise those of the last checkpoint.
    :raises InputError: the run has no checkpoint yet.
    """
    import torch

    vocab = vocabulary.load(run / "model")
    state = checkpoint.load(run / "best.pt") if best else None
    last = checkpoint.load(run / "checkpoint.pt")
    if state is None and last is None:
        raise InputError(f"{run} holds no checkpoint", hint="train first")
    model = models.start(config, vocab)
    if state is not None:
        model.load_state_dict(state["model"])
    elif last is not None:
        model.load_state_dict(last["model"])
        with torch.no_grad():
            for weight, mean in zip((w for w in model.parameters() if w.requires_grad), last["ema"], strict=True):
                weight.copy_(mean)
    _average(model, [Path(each) for each in config.average_with])
    model.eval()
    folder.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(folder, safe_serialization=True)
    vocab.save(folder)
    return folder


def _average(model: Any, others: Sequence[Path]) -> None:  # noqa: ANN401
    """Set the weights of ``model`` to the mean of its own and those of ``others``.

    Models that began as one and went different ways lie around a better one (Wortsman et al. 2022, "Model soups").
    """
    import torch

    found = [dict(models.load(folder).named_parameters()) for folder in others]
    for name, weight in model.named_parameters():
        if wrong := [o for o, each in zip(others, found, strict=True) if each[name].shape != weight.shape]:
            raise ModelError(f"{wrong[0]} has weights of another shape: {name}", hint="see average_with")
        with torch.no_grad():
            weight.copy_(torch.stack([weight, *(each[name] for each in found)]).mean(0))


def export_bundle(
    marian: Path,
    folder: Path,
    config: TrainConfig,
    *,
    card: str,
    scores: Mapping[str, Any],
    origin: str,
    quantization: str = "int8",
    marks: bool = True,
) -> Path:
    """Convert a Marian folder into the format of the model store: CTranslate2 files, ``*.spm`` and ``xling.json``.

    An existing ``folder`` is replaced only when the new one is complete. Sources longer than a quarter more than
    what the model was trained on are for the translator to split (``max_pieces``).

    :param marks: False when the model was trained with term marks but has not learnt to obey them.
    """
    partial = folder.with_name(folder.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        partial.mkdir(parents=True)
        convert_marian(marian, partial, quantization=quantization)
        for name in ("source.spm", "target.spm"):
            shutil.copyfile(marian / name, partial / name)
        (partial / "README.md").write_text(card, encoding="utf-8")
        about = {
            "kind": "marian",
            "name": config.name,
            "source": config.source,
            "target": config.target,
            "origin": origin,
            "licence": config.licence,
            "card": card,
            "scores": dict(scores),
            "marks": list(MARKS) if marks and config.noise.term_marks and vocabulary.load(marian).marks else [],
            "guided": config.optimisation.guide > 0,
            "max_pieces": min(512, config.max_pieces * 5 // 4),
            "comfort": config.comfort,
            "conversion": {"quantization": quantization},
            "added": datetime.now(UTC).date().isoformat(),
            "sha256": hashes_of(partial),
        }
        text = json.dumps(about, ensure_ascii=False, indent=1)
        (partial / CARD_FILE).write_text(text, encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        partial.rename(folder)
    except OSError as error:
        raise OutputError(
            f"cannot write {folder}: {error.strerror}", hint="free some space or give another folder"
        ) from error
    return folder


def write_card(config: TrainConfig, run: Path, *, scores: Mapping[str, Any], remarks: str = "") -> str:
    """The model card in Markdown: data with counts and hashes, settings, scores with signatures, licences."""
    facts = json.loads((run / "data.json").read_text(encoding="utf-8"))
    last = checkpoint.load(run / "checkpoint.pt") or {}
    lines = [f"# {config.name}: Marian, {config.source} → {config.target}", ""]
    lines += [remarks, ""] if remarks else []
    lines += ["## Scores"]
    lines += [f"- {name}: {value}" for name, value in scores.items()] or ["- not measured"]
    lines += ["", "## Training", f"- {last.get('step', 0)} steps, {last.get('tokens', 0)} target pieces, "]
    lines[-1] += f"{last.get('elapsed', 0) / 60:.0f} minutes"
    settings = asdict(config)
    shaped = config.architecture.grow or not config.start_from
    for name in ("architecture", "optimisation", "noise") if shaped else ("optimisation", "noise"):
        lines.append(f"- {name}: " + ", ".join(f"{key} {value}" for key, value in settings[name].items()))
    if config.average_with:
        names = ", ".join(f"{Path(each).parent.name}/{Path(each).name}" for each in config.average_with)
        lines.append(f"- the weights are the mean of this run's and those of {names}")
    lines.append(f"- seed {config.seed}, at most {config.max_pieces} pieces a side")
    lines += [
        "",
        "## Validation (chrF of greedy translations of held-out lines)",
        "| step | chrF | loss |",
        "|---|---|---|",
    ]
    lines += [f"| {row['step']} | {row['chrf']:.1f} | {row['loss']:.3f} |" for row in last.get("history", [])]
    lines += ["", "## Data", "| corpus | file, SHA-256 | read | kept | drawn | dropped |", "|---|---|---|---|---|---|"]
    for row in facts["corpora"]:
        dropped = ", ".join(f"{reason} {count}" for reason, count in row["dropped"].items()) or "–"
        cells = (row["name"], f"{row['file']} {row['sha256'][:16]}", row["read"], row["kept"], row["drawn"], dropped)
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    lines += ["", "## Licences", f"Model: {config.licence}."]
    lines += [f"- {row['name']}: {row['licence'] or 'not stated'}" for row in facts["corpora"]]
    return "\n".join(lines) + "\n" + (_origin(Path(config.start_from)) if config.start_from else "")


def _origin(folder: Path) -> str:
    """What a fine-tuned model started from: the name of its folder and its own card, headings two levels down."""
    card = folder / "README.md"
    text = card.read_text(encoding="utf-8", errors="replace") if card.is_file() else "No model card was there.\n"
    text = _FRONT_MATTER.sub("", text)
    parts = text.split("```")  # a # in a code block is no heading
    parts[::2] = [_HEADING.sub(lambda found: found[0] + "#" * min(2, 6 - len(found[0])), part) for part in parts[::2]]
    return f"\n## Started from {folder.name}\n" + "```".join(parts)
