"""Writes facts as JSON values and reads them back, led by the type hints of their dataclasses."""

import base64
import binascii
import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import lru_cache
from typing import Any

from weerbaar.scanner.facts.observation import Observed, Unobserved
from weerbaar.scanner.vocabulary.errors import InvalidFactSheet

# Sequence and Mapping, not list and dict: a list of texts is JSON too, and mypy knows it only of the former.
Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]


def encode(value: Any) -> Json:
    """A JSON value. Bytes become base64, moments ISO 8601, an observation an object with `value` or `unobserved`."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Unobserved):
        extra = {"source": value.source, "detail": value.detail}
        return {"unobserved": value.reason.value, **{key: text for key, text in extra.items() if text}}
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [encode(item) for item in value]
    if is_dataclass(value):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"facts cannot hold {type(value).__name__}")


def decode(shape: Any, data: Any, where: str = "$") -> Any:
    """The value of type `shape` that `data` was written from.

    Raises:
        InvalidFactSheet: the data does not have that shape; the error says where.
    """
    try:
        return _decode(shape, data, where)
    except (TypeError, ValueError, KeyError, AttributeError, binascii.Error) as error:
        raise InvalidFactSheet(where, f"{type(error).__name__}: {error}") from error


def _decode(shape: Any, data: Any, where: str) -> Any:
    origin, arguments = typing.get_origin(shape), typing.get_args(shape)
    if origin in (typing.Union, types.UnionType):
        return _decode_union(arguments, data, where)
    if origin is Observed:
        moment = _decode(datetime, data["at"], f"{where}.at")
        return Observed(decode(arguments[0], data["value"], f"{where}.value"), moment, str(data["source"]))
    if origin is tuple:
        items = _expect(list, data)
        return tuple(decode(arguments[0], item, f"{where}[{index}]") for index, item in enumerate(items))
    if origin is dict:
        pairs = _expect(dict, data).items()
        return {str(key): decode(arguments[1], item, f"{where}.{key}") for key, item in pairs}
    if shape is bytes:
        return base64.b64decode(_expect(str, data), validate=True)
    if shape is datetime:
        return _decode_moment(data)
    if shape in (str, int, bool, float):
        return _expect(shape, data)
    if shape is Unobserved or is_dataclass(shape):
        return _decode_dataclass(shape, data, where)
    if isinstance(shape, type) and issubclass(shape, Enum):
        return shape(data)
    raise TypeError(f"no way to read a {shape}")


def _decode_union(members: tuple[Any, ...], data: Any, where: str) -> Any:
    if type(None) in members:
        if data is None:
            return None
        members = tuple(member for member in members if member is not type(None))
    if Unobserved in members and len(members) > 1:
        if isinstance(data, dict) and "unobserved" in data:
            return _decode_dataclass(Unobserved, data, where)
        members = tuple(member for member in members if member is not Unobserved)
    return _decode(members[0], data, where)


def _decode_dataclass(shape: Any, data: Any, where: str) -> Any:
    data = _expect(dict, data)
    if shape is Unobserved:
        hints = _hints(Unobserved)
        reason = hints["reason"](data["unobserved"])
        return Unobserved(reason, str(data.get("source", "")), str(data.get("detail", "")))
    hints = _hints(shape)
    known = {field.name for field in fields(shape)}
    return shape(**{name: decode(hints[name], data[name], f"{where}.{name}") for name in known & data.keys()})


def _decode_moment(data: Any) -> datetime:
    moment = datetime.fromisoformat(_expect(str, data))
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    return moment


def _expect(kind: type, data: Any) -> Any:
    # bool is an int to Python, but not to us
    if not isinstance(data, kind) or (kind is int and isinstance(data, bool)):
        raise TypeError(f"expected {kind.__name__}, got {type(data).__name__}")
    return data


@lru_cache(maxsize=256)
def _hints(shape: Any) -> dict[str, Any]:
    return typing.get_type_hints(shape)
