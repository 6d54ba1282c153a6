"""``xling models``: what is installed, adding and removing, and whether the files are what they were."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from xling.cli import console, options

if TYPE_CHECKING:
    from xling.models import ModelInfo

app = typer.Typer(no_args_is_help=True, help="Translation models and encoders: list, add, remove, verify, info.")
Name = Annotated[str, typer.Argument(help="Name of an installed model.")]


@app.command("list")
def list_models(as_json: options.Json = False) -> None:
    """Show the installed models; those you added come before the bundled ones."""
    from xling.models import Store

    store = Store()
    models = store.list()
    if as_json:
        console.emit_json([_record(info) for info in models])
        return
    for info in models:
        place = "bundled" if info.bundled else "added"
        console.emit(
            f"{info.name:<28} {info.kind:<8} {info.direction or '-':<6} {place:<8} {info.licence or 'unknown'}"
        )
    if not models:
        console.note(f"no models in {store.folder}; add one with `xling models add Helsinki-NLP/opus-mt-de-en`")


@app.command()
def add(
    where: Annotated[str, typer.Argument(help="Hub id (owner/name), a model folder, or e5-small.")],
    name: Annotated[str, typer.Option("--name", help="Name in the store; default: that of the model.")] = "",
    source: Annotated[str, typer.Option("--from", help="Source language, where the model does not say it.")] = "",
    target: Annotated[str, typer.Option("--to", help="Target language, where the model does not say it.")] = "",
    revision: Annotated[str, typer.Option("--revision", help="Commit, tag or branch on the hub.")] = "",
    quantization: Annotated[str, typer.Option("--quantization", help="int8, int16, float16 or float32.")] = "int8",
    keep_source: Annotated[
        bool, typer.Option("--keep-source", help="Keep the safetensors too, for --backend torch.")
    ] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Replace the model of that name.")] = False,
    as_json: options.Json = False,
) -> None:
    """Install a MarianMT model from the hub or a folder: safetensors only, converted, hashes recorded."""
    from xling.models import Store

    info = Store().add(
        where, name=name, source=source, target=target, revision=revision, quantization=quantization,
        keep_source=keep_source, replace=replace,
    )  # fmt: skip
    if as_json:
        console.emit_json(_record(info))
    else:
        console.emit(f"added {info.name} ({info.direction or info.kind}) in {info.path}")


@app.command()
def remove(name: Name, as_json: options.Json = False) -> None:
    """Delete an added model."""
    from xling.models import Store

    info = Store().remove(name)
    if as_json:
        console.emit_json({"removed": info.name})
    else:
        console.emit(f"removed {info.name}")


@app.command()
def verify(
    name: Annotated[str, typer.Argument(help="Name of a model; without it, all.")] = "", as_json: options.Json = False
) -> None:
    """Compare the files of the models with their recorded hashes; exit 4 when one differs."""
    from xling.errors import ModelError
    from xling.models import Store

    results = Store().verify(name)
    if as_json:
        console.emit_json(
            [{"name": r.info.name, "sound": r.sound, "changed": r.changed, "missing": r.missing, "unknown": r.unknown}
             for r in results]
        )  # fmt: skip
    else:
        for result in results:
            kinds = (("changed", result.changed), ("missing", result.missing), ("not recorded", result.unknown))
            problems = "; ".join(f"{kind}: {', '.join(files)}" for kind, files in kinds if files)
            console.emit(f"{result.info.name:<28} {problems or 'sound'}")
    bad = [result.info.name for result in results if not result.sound]
    if bad:
        raise ModelError(f"differs from what was recorded: {', '.join(bad)}", hint="xling models add … --replace")


@app.command()
def info(name: Name, as_json: options.Json = False) -> None:
    """Show everything that is known about a model: origin, licence, data, scores, files."""
    from xling.models import Store

    record = _record(Store().get(name))
    if as_json:
        console.emit_json(record, indent=2)
        return
    for key, value in record.items():
        if value not in ("", None, {}, [], ()):
            console.emit(f"{key:<12} {value if isinstance(value, str) else console.dumps(value)}")


def _record(info: ModelInfo) -> dict[str, Any]:
    record: dict[str, Any] = console.plain(info)
    return record | {"direction": info.direction, "fingerprint": info.fingerprint}
