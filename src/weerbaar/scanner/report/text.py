"""The report for a terminal or a plain file: at most 80 columns wide, readable without colour."""

import textwrap
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from weerbaar.scanner.report.document import Chapter, Mark, ReportDocument, Task
from weerbaar.scanner.report.html import grouped
from weerbaar.scanner.report.words import words

# A shape for each mark that reads without colour; the second set is for output that cannot show the first.
_SHAPES = {Mark.FIRST: "■", Mark.BETTER: "▲", Mark.FINE: "✓", Mark.NONE: "○", Mark.OFF: "-"}
_ASCII_SHAPES = {Mark.FIRST: "!", Mark.BETTER: "^", Mark.FINE: "+", Mark.NONE: "?", Mark.OFF: "-"}
# Select Graphic Rendition codes (ECMA-48, section 8.3.117); the sixteen basic colours follow the reader's theme.
_COLOURS = {Mark.FIRST: "31", Mark.BETTER: "33", Mark.FINE: "32", Mark.NONE: "2", Mark.OFF: "2"}
_BOLD, _DIM, _TITLE = "1", "2", "1;36"
_TITLE_WIDTH = 54


@dataclass(frozen=True)
class Style:
    """How to print: `width` in columns, `colour` by escape codes, `unicode` shapes and rules."""

    width: int = 80
    colour: bool = False
    unicode: bool = True

    def paint(self, text: str, code: str) -> str:
        """The text in a colour, where there is colour."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text

    def shape(self, mark: Mark) -> str:
        """The shape of a mark, in its colour."""
        return self.paint((_SHAPES if self.unicode else _ASCII_SHAPES)[mark], _COLOURS[mark])

    @property
    def dot(self) -> str:
        """What stands between short facts on one line."""
        return " · " if self.unicode else ", "

    def wrap(self, text: str, indent: str = "", first: str | None = None, code: str = "") -> Iterator[str]:
        """The text in lines that fit, each painted apart so that a pager can cut anywhere."""
        width = max(20, self.width - len(indent))
        lines = textwrap.wrap(text, width, break_on_hyphens=False) or [""]
        for at, line in enumerate(lines):
            start = first if at == 0 and first is not None else indent
            yield f"{start}{self.paint(line, code)}" if code else f"{start}{line}"


def render(report: ReportDocument, style: Style | None = None) -> str:
    """The whole report with a final newline: sentence, first three, fine, details, how to fix it, how measured."""
    style = style or Style()
    lines = [*_answer(report, style), *_fine(report, style)]
    if report.chapters:
        lines += _heading(report.words["details_title"], style)
    for chapter in report.chapters:
        lines += _chapter(chapter, style)
    lines += [*_counts(report, style), *_fixes(report, style), *_method(report, style)]
    text = "\n".join(line.rstrip() for line in lines) + "\n"
    return text if style.unicode else plain_ascii(text)


def _answer(report: ReportDocument, style: Style) -> Iterator[str]:
    labels = report.words
    yield from style.wrap(report.target, code=_TITLE)
    yield from style.wrap(labels["measured"].format(moment=report.measured_on), code=_DIM)
    yield ""
    yield from style.wrap(report.sentence, code=_BOLD)
    yield from style.wrap(report.summary)
    for at, task in enumerate(report.first, 1):
        yield ""
        yield from style.wrap(task.title, "     ", f"  {style.paint(f'{at}.', _BOLD)} ", _BOLD)
        yield from style.wrap(task.why or task.what, "     ")
        yield from _effort(task, style)
    if report.later:
        tasks = words(report.language).counted("tasks", len(report.later))
        yield ""
        yield from style.wrap(labels["next_more"].format(tasks=tasks), "  ")


def _effort(task: Task, style: Style) -> Iterator[str]:
    parts = [part for part in (task.time, task.cost, task.who) if part]
    if parts:
        yield from style.wrap(style.dot.join(parts), "     ", code=_DIM)


def _fine(report: ReportDocument, style: Style) -> Iterator[str]:
    if report.fine:
        yield from _heading(report.words["fine_title"], style)
        for line in report.fine:
            yield from style.wrap(line, "    ", f"  {style.shape(Mark.FINE)} ")


def _chapter(chapter: Chapter, style: Style) -> Iterator[str]:
    yield ""
    yield from style.wrap(chapter.title, code=_BOLD)
    longest = max((width_of(point.word) for point in chapter.points), default=0)
    room = min(_TITLE_WIDTH, style.width - longest - len("  x  "))
    for point in chapter.points:
        title = textwrap.shorten(point.title, room, placeholder=" …")
        gap = " " * max(1, room + 1 - width_of(title))
        yield f"  {style.shape(point.mark)} {title}{gap}{style.paint(point.word, _COLOURS[point.mark])}"
        yield from style.wrap(point.seen, "    ", code=_DIM)


def _counts(report: ReportDocument, style: Style) -> Iterator[str]:
    if report.chapters:
        total = words(report.language).counted("points", sum(count.number for count in report.counts))
        yield from _heading(report.words["points_title"].format(points=total), style)
        for count in report.counts:
            yield f"  {style.shape(count.mark)} {count.word:<16}{count.number:>4}"


def _to_paste(task: Task, labels: dict[str, str], style: Style) -> Iterator[str]:
    """Records and settings stand unbroken, so that they can be taken over as they are."""
    if task.fixes:
        yield from style.wrap(f"{labels['fixes_title']}:", "     ", code=_DIM)
    for fix in task.fixes:
        yield from style.wrap(f"{fix.label}: {fix.name}", "     ", code=_DIM)
        for line in fix.value.split("\n"):
            yield from style.wrap(line, "          ", "       ") if fix.is_prose else (f"       {line}",)


def _fixes(report: ReportDocument, style: Style) -> Iterator[str]:
    labels = report.words
    if not report.tasks:
        return
    yield from _heading(labels["fix_title"], style)
    yield from style.wrap(f"{labels['fix_intro']} {labels['estimate']}", "  ", code=_DIM)
    for at, task in enumerate(report.first, 1):
        yield ""
        yield from style.wrap(task.title, "     ", f"{at:>3}. ", _BOLD)
        yield from style.wrap(f"{task.what} {task.why}".strip(), "     ")
        yield from _effort(task, style)
        for number, step in enumerate(task.steps, 1):
            yield from style.wrap(step, "        ", f"     {number}. ")
        if task.message:
            yield from style.wrap(f"{labels['message']}:", "     ", code=_DIM)
            bar = f"     {style.paint('│' if style.unicode else '|', _DIM)} "
            yield from (bar + line for line in replace(style, width=style.width - 7).wrap(task.message))
        yield from _to_paste(task, labels, style)
    for at, task in enumerate(report.later, len(report.first) + 1):
        yield ""
        yield from style.wrap(task.title, "     ", f"{at:>3}. ", _BOLD)
        yield from _effort(task, style)
    if report.later:
        yield ""
        yield from style.wrap(labels["text_more"], "  ", code=_DIM)


def _method(report: ReportDocument, style: Style) -> Iterator[str]:
    labels = report.words
    yield from _heading(labels["how_title"], style)
    for sentence in report.how:
        yield from style.wrap(sentence, "  ")
    if report.missed:
        yield from _heading(labels["missed_title"], style)
        for text in report.missed:
            yield from style.wrap(text, "    ", f"  {style.shape(Mark.NONE)} ")
    yield ""
    version = labels["version"].format(version=report.version, policy=report.policy)
    yield from style.wrap(f"{version}. {labels['proof'].format(proof=grouped(report.proof))}.", code=_DIM)


def _heading(title: str, style: Style) -> Iterator[str]:
    yield ""
    rule = ("─" if style.unicode else "-") * max(0, style.width - width_of(title) - 1)
    yield f"{style.paint(title, _TITLE)} {style.paint(rule, _DIM)}"


def width_of(text: str) -> int:
    """The columns a text takes on a terminal: two for a wide character, none for a combining one."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(bool(unicodedata.combining(char)) for char in text)


def plain_ascii(text: str) -> str:
    """The text without letters that the output cannot show: accents go, other signs become a question mark."""
    spelled = text.replace("€", "EUR").replace("…", "...")
    return unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode("ascii")
