"""Any value of ``xling.types`` to plain JSON and back, driven by the type annotations: ``load(dump(x)) == x``."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from math import isnan, nan
from typing import Any, Union, get_args, get_origin, get_type_hints


def dump(value: object) -> Any:  # noqa: ANN401 - JSON is what it is
    """Plain JSON of ``value``; spans become ``[start, end]``, NaN becomes null, decimals become strings."""
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value)]
        if names == ["start", "end"]:
            return [getattr(value, name) for name in names]
        return {name: dump(getattr(value, name)) for name in names}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, float) and isnan(value):
        return None
    if isinstance(value, tuple | list):
        return [dump(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): dump(item) for key, item in value.items()}
    return value


def load(kind: Any, data: Any) -> Any:  # noqa: ANN401 - driven by annotations
    """The value of type ``kind`` that ``dump`` turned into ``data``.

    :raises ValueError: when ``data`` cannot be such a value.
    """
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        options = [option for option in get_args(kind) if option is not type(None)]
        return None if data is None else load(options[0], data)
    if origin is tuple:
        return _load_tuple(kind, data)
    if isinstance(kind, type) and is_dataclass(kind):
        return _load_dataclass(kind, data)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    if kind is Decimal:
        try:
            return Decimal(data)
        except (InvalidOperation, TypeError) as error:
            raise ValueError(f"not a number: {data!r}") from error
    if kind is float:
        return nan if data is None else float(data)
    if isinstance(kind, type) and not isinstance(data, kind):
        raise ValueError(f"expected {kind.__name__}, found {data!r}")
    return data


def _load_tuple(kind: Any, data: Any) -> tuple[Any, ...]:  # noqa: ANN401
    if not isinstance(data, list):
        raise ValueError(f"expected a list, found {data!r}")
    arguments = get_args(kind)
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        return tuple(load(arguments[0], item) for item in data)
    return tuple(load(argument, item) for argument, item in zip(arguments, data, strict=True))


def _load_dataclass(kind: Any, data: Any) -> Any:  # noqa: ANN401
    hints = _hints(kind)
    if list(hints) == ["start", "end"] and isinstance(data, list):
        return kind(*data)
    if not isinstance(data, dict):
        raise ValueError(f"expected an object for {kind.__name__}, found {data!r}")
    return kind(**{name: load(hint, data[name]) for name, hint in hints.items() if name in data})


@cache
def _hints(kind: Any) -> dict[str, Any]:  # noqa: ANN401
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}
