"""Reads one rule of a scheme file. What is no rule is refused, with its line: nothing of the file is ever run."""

from collections.abc import Collection, Mapping
from typing import Any

from weerbaar.portal.trajectories.schemes.rules import (
    All,
    AnyOf,
    Count,
    Each,
    HasReason,
    HasState,
    Plain,
    Rule,
    SignedBy,
    Within,
)
from weerbaar.portal.trajectories.schemes.states import ArtefactState
from weerbaar.questionnaires.content import Content

Place = tuple[str | int, ...]
Values = Mapping[str, int | tuple[str, ...]]
# What each kind of rule may hold beside its own key.
_KEYS = {
    "all": frozenset[str](),
    "any": frozenset[str](),
    "artefact": frozenset({"state", "signed_by"}),
    "reason": frozenset[str](),
    "within": frozenset({"months"}),
    "count": frozenset({"where", "gte", "lte"}),
    "each": frozenset({"where", "has"}),
}
_STATES = [state.value for state in ArtefactState if state is not ArtefactState.SUPERSEDED]


def read_rule(content: Content, place: Place, artefacts: Collection[str], values: Values) -> Rule:
    """The rule at this place; `$name` is replaced by the value of that parameter.

    Raises:
        InvalidContent: it is no rule, or names an artefact or parameter that the scheme does not have.
    """
    item: Any = content.at(*place)
    if not isinstance(item, dict):
        raise content.refuse("expected a rule", *place)
    kinds = [key for key in _KEYS if key in item]
    if len(kinds) != 1:
        raise content.refuse(f"a rule has exactly one of {', '.join(_KEYS)}", *place)
    kind = kinds[0]
    for key in item:
        if key != kind and key not in _KEYS[kind]:
            raise content.refuse(f"{key!r} does not belong in a rule with {kind!r}", *place, key)
    if kind in ("all", "any"):
        return _tree(content, place, kind, artefacts, values)
    if kind in ("count", "each"):
        return _objects(content, place, kind, item, values)
    if item[kind] not in artefacts:
        raise content.refuse(f"there is no artefact {item[kind]!r}", *place, kind)
    if kind == "reason":
        return HasReason(item[kind])
    if kind == "within":
        return Within(item[kind], _number(content, (*place, "months"), values))
    return _artefact(content, place, item, values)


def _tree(content: Content, place: Place, kind: str, artefacts: Collection[str], values: Values) -> Rule:
    items = content.at(*place, kind)
    if not isinstance(items, list) or not items:
        raise content.refuse("expected a list of rules", *place, kind)
    rules = tuple(read_rule(content, (*place, kind, at), artefacts, values) for at in range(len(items)))
    return All(rules) if kind == "all" else AnyOf(rules)


def _artefact(content: Content, place: Place, item: Mapping[str, Any], values: Values) -> Rule:
    if ("state" in item) == ("signed_by" in item):
        raise content.refuse("a rule about an artefact has a state, or who signed it", *place)
    if "state" in item:
        if item["state"] not in _STATES:
            raise content.refuse(f"{item['state']!r} is none of {', '.join(_STATES)}", *place, "state")
        return HasState(item["artefact"], ArtefactState(item["state"]))
    parties = _value(content, (*place, "signed_by"), values)
    if not isinstance(parties, tuple) or not parties:
        raise content.refuse("expected a list of parties", *place, "signed_by")
    return SignedBy(item["artefact"], parties)


def _objects(content: Content, place: Place, kind: str, item: Mapping[str, Any], values: Values) -> Rule:
    where = {str(key): _plain(content, (*place, "where", key), values) for key in (item.get("where") or {})}
    if kind == "each":
        has = item.get("has")
        if not isinstance(has, list) or not has:
            raise content.refuse("expected a list of fields", *place, "has")
        return Each(str(item["each"]), where, tuple(str(name) for name in has))
    if "gte" not in item and "lte" not in item:
        raise content.refuse("a count has gte or lte", *place)
    bounds = {key: _number(content, (*place, key), values) if key in item else None for key in ("gte", "lte")}
    return Count(str(item["count"]), where, bounds["gte"], bounds["lte"])


def _number(content: Content, place: Place, values: Values) -> int:
    value = _value(content, place, values)
    if type(value) is not int:
        raise content.refuse(f"expected a whole number, got {value!r}", *place)
    return value


def _plain(content: Content, place: Place, values: Values) -> Plain | tuple[str, ...]:
    value = _value(content, place, values)
    if isinstance(value, (str, int, tuple)):
        return value
    raise content.refuse(f"expected a word, a number, true, false or a list, got {value!r}", *place)


def _value(content: Content, place: Place, values: Values) -> Any:
    value = content.at(*place)
    if isinstance(value, str) and value.startswith("$"):
        if value[1:] not in values:
            raise content.refuse(f"there is no parameter {value[1:]!r}", *place)
        return values[value[1:]]
    return tuple(str(item) for item in value) if isinstance(value, list) else value
