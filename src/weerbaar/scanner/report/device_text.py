"""The report about a device for a person: every value of the message in plain words, what it means, and the message itself."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.checks.device_outcomes import status_of
from weerbaar.scanner.facts.device import Device, Extent, MalwareProtection, OperatingSystem, ScreenLock, UpdatesWaiting
from weerbaar.scanner.facts.device import parts as parts_of_device
from weerbaar.scanner.facts.observation import Observation, Unobserved
from weerbaar.scanner.report.clean import clean
from weerbaar.scanner.report.device_report import DeviceReport, Origin, document
from weerbaar.scanner.report.document import Mark
from weerbaar.scanner.report.text import Style, plain_ascii, width_of
from weerbaar.scanner.report.words import Words, words
from weerbaar.scanner.vocabulary.language import Language
from weerbaar.scanner.vocabulary.severity import Severity
from weerbaar.scanner.vocabulary.status import Status

_BOLD, _DIM, _TITLE = "1", "2", "1;36"


@lru_cache(maxsize=2)
def device_words(language: Language) -> Words:
    """The words about devices, read once. Dates are written as in every report."""
    own = tomllib.loads((Path(__file__).parent / f"device_words.{language.value}.toml").read_text("utf-8"))
    shared: Mapping[str, Mapping[str, Any]] = {"moment": words(language).tables["moment"]}
    return Words(language, {**own, **shared})


def render(report: DeviceReport, findings: Sequence[Finding], language: Language, style: Style | None = None) -> str:
    """The whole text with a final newline; the message stands in it unbroken, as it would be sent."""
    style, said = style or Style(), device_words(language)
    lines = [
        *style.wrap(said.get("labels", "title"), code=_TITLE),
        *style.wrap(_looked(report, said), code=_DIM),
        *_heading(said.get("labels", "seen_title"), style),
        *_seen(report.device, said, style),
        *_heading(said.get("labels", "means_title"), style),
        *_meanings(findings, said, style),
        *_heading(said.get("labels", "never_title"), style),
        *style.wrap(said.get("labels", "never"), "  "),
        *_heading(said.get("labels", "exact_title"), style),
        *document(report).splitlines(),
    ]
    text = "\n".join(line.rstrip() for line in lines) + "\n"
    return text if style.unicode else plain_ascii(text)


def in_words(name: str, seen: Observation[Any], said: Words) -> str:
    """One part of the device, as a person reads it."""
    if isinstance(seen, Unobserved):
        return said.get("labels", "unseen", reason=said.get("reasons", seen.reason.value))
    return _value(name, seen.value, said)


def meaning(finding: Finding, said: Words) -> tuple[str, str]:
    """What a finding means, and what to do about it (empty when there is nothing to do)."""
    values = {key: _evidence(key, value, said) for key, value in finding.evidence.items()}
    table = said.tables[finding.check]
    return str(table[finding.outcome]).format(**values), str(table.get(f"{finding.outcome}_do", ""))


def mark_of(finding: Finding) -> Mark:
    """The mark that reports give such an outcome."""
    outcome = status_of(finding)
    if outcome.status is Status.FAIL:
        return Mark.FIRST if outcome.severity.rank >= Severity.HIGH.rank else Mark.BETTER
    return {Status.PASS: Mark.FINE, Status.NOT_APPLICABLE: Mark.OFF}.get(outcome.status, Mark.NONE)


def _looked(report: DeviceReport, said: Words) -> str:
    key = "looked" if report.origin is Origin.WEERBAAR else "looked_osquery"
    return said.get("labels", key, moment=said.moment(report.looked_at), version=report.version)


def _seen(device: Device, said: Words, style: Style) -> Iterator[str]:
    titles = {name: said.get("parts", name) for name in parts_of_device()}
    room = max(map(width_of, titles.values())) + 2
    for name, title in titles.items():
        seen = getattr(device, name)
        text = in_words(name, seen, said)
        if seen.source:
            text = said.get("labels", "by", text=text, source=clean(seen.source, 60))
        first = f"  {title}{' ' * (room - width_of(title))}"
        yield from style.wrap(text, " " * (room + 2), first)


def _meanings(findings: Sequence[Finding], said: Words, style: Style) -> Iterator[str]:
    for finding in findings:
        text, todo = meaning(finding, said)
        title = style.paint(said.get(finding.check, "title"), _BOLD)
        yield f"  {style.shape(mark_of(finding))} {title}"
        yield from style.wrap(text, "    ")
        if todo:
            yield from style.wrap(todo, "      ", f"    {'→' if style.unicode else '>'} ")


def _value(name: str, value: Any, said: Words) -> str:
    match value:
        case None:
            key = {"screen_lock": "no_screen", "malware_protection": "no_protection", "last_backup": "no_backup"}.get(
                name
            )
            return said.get("values", key) if key else said.get("labels", "unknown_day")
        case bool():
            return said.get("labels", "yes" if value else "no")
        case Extent():
            return said.get("values", value.value)
        case datetime():
            return said.date(value.date())
        case OperatingSystem():
            edition = said.get("editions", value.edition.value)
            system = said.get("products", value.product.value, release=value.release).strip()
            return f"{system}, {edition}" if edition else system
        case UpdatesWaiting():
            return _waiting(value, said)
        case ScreenLock():
            if value.after_s is None:
                return said.get("values", "lock_never")
            return said.get("values", "lock", minutes=-(-value.after_s // 60))
        case MalwareProtection():
            return _protection(value, said)
    raise TypeError(f"no words for {type(value).__name__}")


def _waiting(value: UpdatesWaiting, said: Words) -> str:
    key = "waiting" if value.security is None else "waiting_security"
    text = said.get("values", key, count=said.grouped(value.count), security=value.security)
    if value.known_on is None:
        return text
    return said.get("values", "waiting_known", text=text, day=said.date(value.known_on.date()))


def _protection(value: MalwareProtection, said: Words) -> str:
    text = said.get("values", value.active.value)
    if value.up_to_date is not None:
        text = said.get("values", "protection_fresh" if value.up_to_date else "protection_old", text=text)
    if value.definitions_on is not None:
        text = said.get("values", "protection_day", text=text, day=said.date(value.definitions_on.date()))
    return text


def _evidence(key: str, value: Any, said: Words) -> str:
    return said.date(date.fromisoformat(value)) if key == "ends" else str(value)


def _heading(title: str, style: Style) -> Iterator[str]:
    yield ""
    rule = ("─" if style.unicode else "-") * max(0, style.width - width_of(title) - 1)
    yield f"{style.paint(title, _TITLE)} {style.paint(rule, _DIM)}"
