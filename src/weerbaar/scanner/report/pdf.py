"""The report as a PDF: page one is the answer. Typeset by Typst from data; nothing is fetched, no system font is used."""

import json
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import typst

from weerbaar.scanner.facts.codec import encode
from weerbaar.scanner.report.clean import clean
from weerbaar.scanner.report.document import ReportDocument, Task
from weerbaar.scanner.report.html import grouped
from weerbaar.scanner.report.words import words
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.errors import InvalidDomainName

_HERE = Path(__file__).parent
# PDF/UA-1 (ISO 14289-1): tagged, so that a screen reader can read it.
_STANDARD: Final = "ua-1"
# The end of Latin Extended-B, and the signs beyond it that our own sentences use.
_LATIN_ENDS = 0x250
_PUNCTUATION = frozenset("€…–—‘’“”·")


def render(report: ReportDocument) -> bytes:
    """The whole file. The same document gives the same bytes."""
    try:
        return _typeset(report, _data(report))
    except typst.TypstError:
        # PDF/UA-1 refuses a text for which no typeface has a glyph, and we bring none for every script.
        return _typeset(report, western(_data(replace(report, target=_ascii(report.target)))))


def _typeset(report: ReportDocument, data: Any) -> bytes:
    made = typst.compile(
        _HERE / "templates" / "report.typ",
        root=_HERE / "templates",
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"report": json.dumps(data, ensure_ascii=True)},
        pdf_standards=[_STANDARD],
        timestamp=int(report.measured_at.timestamp()),
        # Empty on purpose: the template imports no package, and none may be looked for.
        package_path=_HERE / "templates",
        package_cache_path=_HERE / "templates",
    )
    if not isinstance(made, bytes):
        raise TypeError(f"the typesetter gave {type(made).__name__}")
    return made


def western(data: Any) -> Any:
    """The same data with every character that our typefaces may lack shown as a question mark."""
    if isinstance(data, str):
        return "".join(char if ord(char) < _LATIN_ENDS or char in _PUNCTUATION else "?" for char in data)
    if isinstance(data, dict):
        return {key: western(item) for key, item in data.items()}
    return [western(item) for item in data] if isinstance(data, list) else data


def _ascii(target: str) -> str:
    try:
        return DomainName.parse(target).ascii
    except InvalidDomainName:
        return target


def _data(report: ReportDocument) -> dict[str, Any]:
    """What the template prints: the document and the sentences that need a plural."""
    vocabulary = words(report.language)
    labels = report.words
    more = [vocabulary.counted("points", len(report.fine) - shown) for shown in range(len(report.fine))]
    return {
        "language": report.language.value,
        "title": report.title,
        "target": report.target,
        "head": clean(report.target, 80),
        "sentence": report.sentence,
        "summary": report.summary,
        "measured": labels["measured"].format(moment=report.measured_on),
        "tasks": [_task(task, vocabulary.get("marks", task.mark.value)) for task in report.tasks],
        "later": labels["next_more"].format(tasks=vocabulary.counted("tasks", len(report.later)))
        if report.later
        else "",
        "fine": list(report.fine),
        "fine_more": [labels["fine_more"].format(points=points) for points in more],
        "counts": encode(report.counts),
        "points": labels["points_title"].format(
            points=vocabulary.counted("points", sum(count.number for count in report.counts))
        ),
        "chapters": encode(report.chapters),
        "how": list(report.how),
        "missed": list(report.missed),
        "made": f"{labels['version'].format(version=report.version, policy=report.policy)}. "
        f"{labels['proof'].format(proof=grouped(report.proof))}.",
        "words": labels,
    }


def _task(task: Task, word: str) -> dict[str, Any]:
    return {"word": word, **{name: encode(getattr(task, name)) for name in Task.__dataclass_fields__}}


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Our own typefaces, read once."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[_HERE / "fonts"])
