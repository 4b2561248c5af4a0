"""The work order as a PDF, in the style of the report. Typeset by Typst from data; nothing is fetched, no system font is used."""

import json
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import typst

import weerbaar
from weerbaar.portal.action_plans.handover_selectors import SupplierTask, SupplierTasks
from weerbaar.portal.action_plans.states import SOLVED, WITH_SUPPLIER, State
from weerbaar.scanner.facts.codec import encode
from weerbaar.scanner.report.clean import clean
from weerbaar.scanner.report.pdf import fonts, western
from weerbaar.scanner.report.words import Words, dutch_zone, words
from weerbaar.scanner.vocabulary.language import Language

_HERE = Path(__file__).parent
_ROOT = Path(weerbaar.__file__).parent  # the template takes the mark of the report
# PDF/UA-1 (ISO 14289-1): tagged, so that a screen reader can read it.
_STANDARD: Final = "ua-1"


def render_work_order(found: SupplierTasks, link: str, language: Language) -> bytes:
    """The whole file. Without a link (the company has none) the line about it is left out."""
    data = _data(found, link, language)
    try:
        return _typeset(data, found)
    except typst.TypstError:
        # PDF/UA-1 refuses a text for which no typeface has a glyph, and we bring none for every script.
        return _typeset(western(data), found)


def _typeset(data: Mapping[str, Any], found: SupplierTasks) -> bytes:
    made = typst.compile(
        _HERE / "work_order.typ",
        root=_ROOT,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"order": json.dumps(data, ensure_ascii=True)},
        pdf_standards=[_STANDARD],
        timestamp=int(found.made_at.timestamp()),
        # Empty on purpose: the template imports no package, and none may be looked for.
        package_path=_HERE,
        package_cache_path=_HERE,
    )
    if not isinstance(made, bytes):
        raise TypeError(f"the typesetter gave {type(made).__name__}")
    return made


def _data(found: SupplierTasks, link: str, language: Language) -> dict[str, Any]:
    labels, vocabulary = _labels(language), words(language)
    number, company, supplier = len(found.tasks), clean(found.company), clean(found.supplier)
    heading = labels["heading_one" if number == 1 else "heading_many"]
    days = [vocabulary.date(at.astimezone(dutch_zone()).date()) for at in (found.made_at, found.expires_at)]
    return {
        "language": language.value,
        "words": labels,
        "title": labels["title"].format(supplier=supplier),
        "heading": heading.format(number=number, company=company),
        "asked": labels["asked"].format(who=clean(found.asked_by)) if found.asked_by else labels["asked_by_nobody"],
        "made": labels["made"].format(day=days[0], until=days[1]),
        "message": clean(found.message),
        "link": link,
        "footer": labels["footer"].format(version=weerbaar.__version__),
        "tasks": [_task(task, labels, vocabulary) for task in found.tasks],
    }


def _task(task: SupplierTask, labels: Mapping[str, str], vocabulary: Words) -> dict[str, Any]:
    text, note = task.item.text, _note(task, labels)
    measured = labels["measured"].format(moment=vocabulary.moment(task.measured_at)) if task.measured_at else ""
    parts = [
        {
            "domain": clean(part.domain),
            "title": part.task.title,
            "seen": part.task.seen,
            "message": part.task.message,
            "fixes": encode(part.task.fixes),
        }
        for part in text.parts
    ]
    is_shown = not note
    return {
        "title": text.title,
        "note": note,
        "parts": parts if is_shown else [],
        "ask": text.ask if is_shown and not parts else "",
        "settings": encode(text.settings) if is_shown else [],
        "measured": measured if is_shown else "",
    }


def _note(task: SupplierTask, labels: Mapping[str, str]) -> str:
    """Why there is nothing to do, if so."""
    if task.item.state in SOLVED:
        return labels["solved"]
    if not task.is_held or task.item.state not in {*WITH_SUPPLIER, State.REPORTED}:
        return labels["no_longer"]
    return labels["done"] if task.item.state is State.REPORTED else ""


@lru_cache(maxsize=2)
def _labels(language: Language) -> dict[str, str]:
    labels: dict[str, str] = tomllib.loads((_HERE / f"words.{language.value}.toml").read_text("utf-8"))
    return labels
