"""The report as one HTML file that needs nothing else: no script, no network, printable, light and dark."""

import base64
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from weerbaar.scanner.report.document import Mark, ReportDocument
from weerbaar.scanner.report.words import words

_HERE = Path(__file__).parent
FONT = _HERE / "fonts" / "figtree-latin-wght-normal.woff2"


def render(report: ReportDocument) -> str:
    """The whole page. Every text is escaped by the template engine."""
    vocabulary = words(report.language)
    plots = [point.mark for chapter in report.chapters for point in chapter.points if point.mark is not Mark.OFF]
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            report=report,
            words=report.words,
            mark_words=vocabulary.tables["marks"],
            Mark=Mark,
            how_first=not (report.tasks or report.fine),
            plots=sorted(plots, key=list(Mark).index),
            point_count=vocabulary.counted("points", sum(count.number for count in report.counts)),
            later_count=vocabulary.counted("tasks", len(report.later)),
            proof=grouped(report.proof),
            font=_font(),
        )
    )


def grouped(proof: str) -> str:
    """Four digits at a time, as people read them aloud."""
    return " ".join(proof[at : at + 4] for at in range(0, len(proof), 4))


@lru_cache(maxsize=1)
def _environment() -> Environment:
    settings: dict[str, Any] = {"trim_blocks": True, "lstrip_blocks": True, "undefined": StrictUndefined}
    return Environment(loader=FileSystemLoader(_HERE / "templates"), autoescape=True, **settings)


@lru_cache(maxsize=1)
def _font() -> str:
    """The typeface as base64, or nothing where a packager left it out: the system's then serves."""
    return base64.b64encode(FONT.read_bytes()).decode("ascii") if FONT.is_file() else ""
