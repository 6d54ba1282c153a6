"""What one training run is: the TOML file as frozen values, read strictly."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from xling.errors import InputError, UsageError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CorpusConfig:
    """One source of pairs. ``share`` is its part of the training stream (any scale, the sum is normalised)."""

    path: str
    share: float
    name: str = ""
    select: tuple[str, ...] = ()  # only lines whose third column is one of these
    source_column: int = 0
    target_column: int = 1
    licence: str = ""
    trusted: bool = False  # written for this purpose: cleaned only for length


@dataclass(frozen=True, slots=True)
class CleaningConfig:
    """Every step drops pairs and counts them under its own name; ``False``/0 switches a step off."""

    language: bool = True
    markup: bool = True
    numbers: bool = True
    duplicates: bool = True
    length_ratio: float = 3.0  # in characters, Chinese counted three for one
    max_characters: int = 400
    openings: int = 0  # pairs of a corpus whose targets share their first 32 characters: form letters, prompts
    straight_quotes: bool = True  # the English side gets " and ', so that the model has one way to quote
    exclude: tuple[str, ...] = ()  # files of lines, or of pairs with a tab between, that must not be trained on


@dataclass(frozen=True, slots=True)
class NoiseConfig:
    """Shares (0–1) of the stream that are changed so that the model meets what real articles do."""

    lowercase: float = 0.01
    uppercase: float = 0.01  # both sides
    drop_final_punctuation: float = 0.02  # both sides: headlines
    concatenate: float = 0.05  # two short pairs as one line
    term_marks: float = 0.10
    foreign_marks: float = 0.0  # of the marks: share whose translation is another phrase, on both sides, to be copied


@dataclass(frozen=True, slots=True)
class VocabularyConfig:
    size: int = 8000
    joint: bool = True
    target_size: int = 0  # separate vocabularies only; 0: the same as ``size``
    sentences: int = 200_000  # sample that SentencePiece sees
    coverage: float = 0.9998
    prune_below: int = 3  # pieces seen less often on the target side are never generated; 0 keeps all


@dataclass(frozen=True, slots=True)
class ArchitectureConfig:
    encoder_layers: int = 6
    decoder_layers: int = 2
    width: int = 384
    feed_forward: int = 1536
    heads: int = 6
    dropout: float = 0.1
    activation: str = "relu"
    lexical_start: bool = True  # embeddings and cross-attention start as a word-for-word dictionary
    grow: bool = False  # a start model is brought to these sizes first; otherwise it stays as it is


@dataclass(frozen=True, slots=True)
class OptimisationConfig:
    """``steps`` or ``minutes`` ends the run, whichever comes first (0: not used); the learning rate follows the
    progress towards that end."""

    steps: int = 0
    minutes: float = 0.0
    batch_tokens: int = 4096  # target tokens a step, padding included
    learning_rate: float = 1e-3
    schedule: str = "cosine"  # cosine, inverse-sqrt, trapezoid (constant, then linear to 0 over the last ``decay``)
    decay: float = 0.3
    warmup: int = 1000
    label_smoothing: float = 0.1
    weight_decay: float = 0.0
    clip: float = 1.0
    ema: float = 0.999  # 0: no averaging
    guide: float = 0.0  # weight of the alignment loss at the start, falling linearly …
    guide_end: float = 0.0  # … to this …
    guide_steps: int = 2000  # … over so many steps
    sampled: int = 0  # rare pieces drawn as wrong answers at each step; 0: the softmax runs over all pieces
    decoder_noise: float = 0.0  # share of the decoder's inputs that are repeated or blanked, against output loops
    bf16: bool = False  # matrix products in bfloat16, where the device has instructions for them
    compile: bool = False  # CUDA only


@dataclass(frozen=True, slots=True)
class ValidationConfig:
    holdout: int = 200  # pairs taken out of the stream when no file is given
    path: str = ""  # TSV with source and target
    every: int = 500  # steps
    lines: int = 200
    patience: int = 0  # validations without a better chrF before the run stops; 0: never


@dataclass(frozen=True, slots=True)
class TrainConfig:
    name: str
    source: str
    target: str
    corpora: tuple[CorpusConfig, ...]
    start_from: str = ""  # what to fine-tune: a Marian folder, or the name of an installed model
    average_with: tuple[str, ...] = ()  # models named likewise, of the same line: the mean of all is exported
    seed: int = 1
    pairs: int = 400_000  # pairs in the packed stream, which is passed over again when it ends; 0: every pair once
    max_pieces: int = 100
    comfort: int = 0  # source pieces it will read well, longer sentences go clause by clause; 0: as the start model
    threads: int = 0
    device: str = "auto"
    checkpoint_minutes: float = 3.0
    licence: str = "research use; see the model card"
    cleaning: CleaningConfig = field(default_factory=CleaningConfig)
    noise: NoiseConfig = field(default_factory=NoiseConfig)
    vocabulary: VocabularyConfig = field(default_factory=VocabularyConfig)
    architecture: ArchitectureConfig = field(default_factory=ArchitectureConfig)
    optimisation: OptimisationConfig = field(default_factory=OptimisationConfig)
    validation: ValidationConfig = field(default_factory=ValidationConfig)


_SECTIONS: Mapping[str, type] = {
    "cleaning": CleaningConfig,
    "noise": NoiseConfig,
    "vocabulary": VocabularyConfig,
    "architecture": ArchitectureConfig,
    "optimisation": OptimisationConfig,
    "validation": ValidationConfig,
}


def changed(value: Any) -> Any:  # noqa: ANN401
    """A configuration as plain values without those at their defaults, to be hashed: a setting that a later version
    adds then leaves runs begun before it as they were."""
    if isinstance(value, tuple):
        return [changed(each) for each in value]
    if not is_dataclass(value):
        return value
    kept = {}
    for item in fields(value):
        now = getattr(value, item.name)
        default = item.default_factory() if item.default_factory is not MISSING else item.default
        if now != default:
            kept[item.name] = changed(now)
    return kept


def load(path: Path | str, *, data: Path | str | None = None) -> TrainConfig:
    """Read a training configuration; unknown keys and wrong types raise :class:`UsageError`.

    :param data: replaces ``{data}`` in paths; other relative paths are relative to the configuration file.
    """
    path = Path(path)
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(
            f"cannot read {path}: {error.strerror}", hint="give the path of a training configuration"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path} is not TOML: {error}", hint="see benchmarks/models for examples") from error
    return _build_all(raw, path, str(data) if data is not None else None)


def _build_all(raw: dict[str, Any], path: Path, data: str | None) -> TrainConfig:
    def locate(text: str) -> str:
        if "{data}" in text:
            if data is None:
                raise UsageError(f"{path}: {text!r} needs a data folder", hint="give it with --data FOLDER")
            text = text.replace("{data}", data)
        return str(path.parent / text) if text else text

    values: dict[str, Any] = {}
    for key, value in raw.items():
        if key == "corpus":
            if not isinstance(value, list):
                raise UsageError(f"{path}: corpora are tables", hint="write [[corpus]]")
            values["corpora"] = tuple(_build(CorpusConfig, item, f"{path} [[corpus]]", locate) for item in value)
        elif key in _SECTIONS:
            values[key] = _build(_SECTIONS[key], value, f"{path} [{key}]", locate)
        else:
            values[key] = _located(key, value, locate)
    config = _build(TrainConfig, values, str(path), None)
    _validate(config, str(path))
    return config


def _located(key: str, value: Any, locate: Callable[[str], str]) -> Any:  # noqa: ANN401
    if key == "start_from":
        return locate(value)
    return tuple(map(locate, value)) if key == "average_with" and isinstance(value, list) else value


def _build(kind: type[T], raw: object, where: str, locate: Any) -> T:  # noqa: ANN401
    if not isinstance(raw, dict):
        raise UsageError(f"{where}: a table was expected", hint="see benchmarks/models for examples")
    known = {item.name: item for item in fields(kind)}  # type: ignore[arg-type]
    types = get_type_hints(kind)
    values: dict[str, Any] = {}
    for key, value in raw.items():
        if key not in known:
            raise UsageError(f"{where}: unknown key {key!r}", hint=f"known are {', '.join(sorted(known))}")
        if types[key] == tuple[str, ...]:
            if not isinstance(value, list | tuple):
                raise UsageError(f"{where}: {key} = {value!r} is no list", hint="write it in brackets")
            value = tuple(value)
        if types[key] is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if types[key] in (str, int, float, bool) and type(value) is not types[key]:
            raise UsageError(
                f"{where}: {key} = {value!r} is not of type {types[key].__name__}", hint="see the example files"
            )
        if locate and key == "path":
            value = locate(value)
        if locate and key == "exclude":
            value = tuple(map(locate, value))
        values[key] = value
    missing = [n for n, f in known.items() if f.default is MISSING and f.default_factory is MISSING and n not in values]
    if missing:
        raise UsageError(f"{where}: {', '.join(missing)} missing", hint="see benchmarks/models for examples")
    return kind(**values)


def _validate(config: TrainConfig, where: str) -> None:
    optimisation, architecture = config.optimisation, config.architecture
    rules = (
        (bool(config.corpora), "no [[corpus]] given"),
        (all(corpus.share > 0 for corpus in config.corpora), "every corpus needs a share above 0"),
        (optimisation.steps > 0 or optimisation.minutes > 0, "[optimisation] needs steps or minutes"),
        (
            optimisation.schedule in ("cosine", "inverse-sqrt", "trapezoid"),
            f"unknown schedule {optimisation.schedule!r}",
        ),
        (architecture.width % architecture.heads == 0, "width must be a multiple of heads"),
        (bool(config.start_from) or not architecture.grow, "grow needs a model to start_from"),
        (config.vocabulary.size < 65_000, "a vocabulary has at most 65 000 pieces"),
        (config.pairs >= 0, "pairs is a number of pairs, or 0 for all"),
        (3 <= config.max_pieces <= 254, "max_pieces must lie in 3..254"),
    )
    for holds, message in rules:
        if not holds:
            raise UsageError(f"{where}: {message}", hint="see benchmarks/models for examples")
