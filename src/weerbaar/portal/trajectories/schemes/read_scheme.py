"""Reads a scheme file and checks every word of it; a complaint names file and line."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from weerbaar.portal.trajectories.schemes.read_rule import read_rule
from weerbaar.portal.trajectories.schemes.scheme import (
    ArtefactKind,
    Level,
    Parameter,
    Phase,
    Reminder,
    Scheme,
    SchemeStatus,
)
from weerbaar.questionnaires.content import Content, read_content

FOLDER = Path(__file__).parent
SCHEMA = "kvo-scheme/1"
_WHEN = frozenset({
    "days_after_phase_start", "phase", "missing", "month", "yearly", "days_before_due", "entity", "months_after_certificate",
    "repeat_months", "months_before_expiry", "days_after_expiry",
})  # fmt: skip


def shipped_schemes() -> Mapping[str, Scheme]:
    """The schemes that come with the product, by id.

    Raises:
        InvalidContent: a file is not whole.
    """
    return {scheme_id: scheme for scheme_id, (scheme, _) in scheme_files().items()}


@lru_cache(maxsize=1)
def scheme_files() -> Mapping[str, tuple[Scheme, str]]:
    """The same, each with the text of its file, which a trajectory keeps.

    Raises:
        InvalidContent: a file is not whole.
    """
    found = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        text = path.read_text("utf-8")
        scheme = read_scheme(read_content(path, text))
        found[scheme.id] = (scheme, text)
    return found


def read_scheme(content: Content) -> Scheme:
    """The scheme that a file holds.

    Raises:
        InvalidContent: something is missing, unknown, used by nothing, or of the wrong kind.
    """
    if content.at("schema") != SCHEMA:
        raise content.refuse(f"expected schema {SCHEMA}", "schema")
    parameters = {key: _parameter(content, key) for key in content.at("parameters")}
    artefacts = _artefacts(content)
    phases = _phases(content, artefacts, parameters)
    used = {name for phase in phases for name in phase.artefacts}
    for index, name in enumerate(artefacts):
        if name not in used:
            raise content.refuse(f"{name} is asked for in no phase", "artefacts", index)
    return Scheme(
        id=_word(content, "id"),
        version=_whole(content, "version"),
        status=SchemeStatus(_one_of(content, [status.value for status in SchemeStatus], "status")),
        title=content.text_pair("title"),
        disclaimer=content.text_pair("disclaimer"),
        kinds=tuple(content.at("kind")),
        parameters=parameters,
        levels=_levels(content),
        artefacts=artefacts,
        phases=phases,
        reminders=_reminders(content, artefacts, {phase.id for phase in phases}),
        dossier=_known(content, artefacts, "audit_dossier", "order"),
        leave_out=content.text_pair("audit_dossier", "leave_out"),
        cover=content.text_pair("audit_dossier", "cover"),
    )


def _parameter(content: Content, key: str) -> Parameter:
    place = ("parameters", key)
    value, verified = content.at(*place, "value"), content.at(*place, "verified")
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        value = tuple(value)
    elif type(value) is not int or value < 0:
        raise content.refuse(f"expected a whole number or a list of parties, got {value!r}", *place, "value")
    if not isinstance(verified, bool):
        raise content.refuse(f"expected true or false, got {verified!r}", *place, "verified")
    item: dict[str, Any] = content.at(*place)
    source = str(item.get("source", ""))
    if verified and source not in content.at("sources"):
        raise content.refuse("what is verified names a source of this file", *place)
    return Parameter(key, value, verified, source, str(item.get("note", "")))


def _levels(content: Content) -> tuple[Level, ...]:
    levels = tuple(
        Level(
            id=_word(content, "levels", at, "id"),
            order=_whole(content, "levels", at, "order"),
            stars=_whole(content, "levels", at, "stars"),
            name=content.text_pair("levels", at, "name"),
            verified=bool(content.at("levels", at, "verified")),
        )
        for at in range(len(content.at("levels")))
    )
    if [level.order for level in levels] != list(range(1, len(levels) + 1)):
        raise content.refuse("the order of the levels is not 1, 2, 3 …", "levels")
    return levels


def _artefacts(content: Content) -> dict[str, ArtefactKind]:
    found: dict[str, ArtefactKind] = {}
    for at in range(len(content.at("artefacts"))):
        place = ("artefacts", at)
        name = _word(content, *place, "id")
        if name in found:
            raise content.refuse(f"{name} stands here twice", *place)
        found[name] = ArtefactKind(
            id=name,
            name=content.text_pair(*place, "name"),
            help=content.text_pair(*place, "help"),
            required=tuple(content.at(*place, "fields", "required")),
            optional=tuple(content.at(*place, "fields", "optional")),
            made_by=_word(content, *place, "made_by"),
            template=str(content.at(*place).get("template", "")),
        )
    return found


def _phases(content: Content, artefacts: Collection[str], parameters: Mapping[str, Parameter]) -> tuple[Phase, ...]:
    values = {key: parameter.value for key, parameter in parameters.items()}
    phases = []
    for at in range(len(content.at("phases"))):
        place = ("phases", at)
        if _whole(content, *place, "order") != at + 1:
            raise content.refuse("the order of the phases is not 1, 2, 3 …", *place, "order")
        phases.append(
            Phase(
                id=_word(content, *place, "id"),
                order=at + 1,
                name=content.text_pair(*place, "name"),
                goal=content.text_pair(*place, "goal"),
                lead=_word(content, *place, "lead"),
                artefacts=_known(content, artefacts, *place, "artefacts"),
                exit=read_rule(content, (*place, "exit"), artefacts, values),
            )
        )
    if len({phase.id for phase in phases}) != len(phases):
        raise content.refuse("two phases have one id", "phases")
    return tuple(phases)


def _reminders(content: Content, artefacts: Collection[str], phases: Collection[str]) -> tuple[Reminder, ...]:
    reminders = []
    for at in range(len(content.at("reminders"))):
        place = ("reminders", at)
        when: dict[str, object] = content.at(*place, "when")
        for key in when:
            if key not in _WHEN:
                raise content.refuse(f"{key!r} is no moment we know", *place, "when")
        if when.get("phase", "") not in {"", *phases}:
            raise content.refuse(f"there is no phase {when['phase']!r}", *place, "when", "phase")
        if when.get("missing", "") not in {"", *artefacts}:
            raise content.refuse(f"there is no artefact {when['missing']!r}", *place, "when", "missing")
        reminders.append(
            Reminder(
                _word(content, *place, "id"), when, tuple(content.at(*place, "to")), content.text_pair(*place, "text")
            )
        )
    return tuple(reminders)


def _known(content: Content, known: Collection[str], *place: str | int) -> tuple[str, ...]:
    names = content.at(*place)
    for at, name in enumerate(names):
        if name not in known:
            raise content.refuse(f"there is no {name!r}", *place, at)
    return tuple(names)


def _word(content: Content, *place: str | int) -> str:
    value = content.at(*place)
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z][\w-]*", value):
        raise content.refuse(f"expected a word, got {value!r}", *place)
    return value


def _one_of(content: Content, known: Collection[str], *place: str | int) -> str:
    value = _word(content, *place)
    if value not in known:
        raise content.refuse(f"{value!r} is none of {', '.join(sorted(known))}", *place)
    return value


def _whole(content: Content, *place: str | int) -> int:
    value = content.at(*place)
    if type(value) is not int or value < 0:
        raise content.refuse(f"expected a whole number, got {value!r}", *place)
    return value
