"""From findings to what a reader sees of them: points with a mark, tasks in order, counts."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from weerbaar.scanner.advice.explain import Advice, explain
from weerbaar.scanner.advice.fixes import Fix, fixes
from weerbaar.scanner.advice.vendors import guides
from weerbaar.scanner.checks.catalogue import outcome_of
from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.report.clean import clean
from weerbaar.scanner.report.document import Chapter, Count, FixText, Mark, Point, Task
from weerbaar.scanner.report.words import Words
from weerbaar.scanner.scoring.policy import load_policy
from weerbaar.scanner.scoring.score import severity_of
from weerbaar.scanner.vocabulary.severity import Severity
from weerbaar.scanner.vocabulary.status import Status

# A date that stands by itself: months and days that exist are left to `fromisoformat`, so only likely ones match.
_DATE = re.compile(r"(?<![^\s(])20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])(?=[\s,.)]|$)")
_MARKS = {Status.PASS: Mark.FINE, Status.NOT_DETERMINED: Mark.NONE, Status.NOT_APPLICABLE: Mark.OFF}


@dataclass(frozen=True, slots=True)
class Weighed:
    """A finding with its severity by the policy, the mark that follows, and its words."""

    finding: Finding
    severity: Severity
    mark: Mark
    advice: Advice

    @property
    def area(self) -> str:
        """The part of the check's id before the dot."""
        return self.finding.check.partition(".")[0]


def weighed(findings: Iterable[Finding], words: Words, domain: str) -> tuple[Weighed, ...]:
    """Each finding with what the reader needs, in the order given."""
    policy = load_policy()
    result = []
    for finding in findings:
        severity = severity_of(finding, policy)
        advice = explain(finding, words.language, domain)
        result.append(Weighed(finding, severity, _mark(outcome_of(finding).status, severity), advice))
    return tuple(result)


def _mark(status: Status, severity: Severity) -> Mark:
    if status is Status.FAIL:
        return Mark.FIRST if severity.rank >= Severity.HIGH.rank else Mark.BETTER
    return _MARKS[status]


def tasks(found: Iterable[Weighed], words: Words, sheet: FactSheet) -> tuple[Task, ...]:
    """Everything to do: the most severe first, among equals the quickest first, then by check id.

    Each with what can be pasted for this domain.
    """
    failing = [item for item in found if item.mark in (Mark.FIRST, Mark.BETTER)]
    failing.sort(key=lambda item: (-item.severity.rank, _minutes(item), item.finding.check))
    return tuple(_task(item, words, sheet) for item in failing)


def _minutes(item: Weighed) -> int:
    return item.advice.effort.minutes if item.advice.effort else 0


def _task(item: Weighed, words: Words, sheet: FactSheet) -> Task:
    advice, effort = item.advice, item.advice.effort
    return Task(
        key=item.finding.key,
        title=_prose(advice.headline, words).removesuffix("."),
        what=_prose(advice.what, words),
        why=_prose(advice.why, words),
        steps=tuple(_prose(step, words) for step in advice.steps),
        message=clean(advice.message),
        minutes=effort.minutes if effort else 0,
        time=words.duration(effort.minutes) if effort else "",
        cost=words.known("costs", effort.cost) if effort else "",
        who=words.known("who", effort.who) if effort else "",
        who_code=effort.who if effort else "",
        provider=effort.provider if effort else "none",
        mark=item.mark,
        seen=_prose(advice.seen, words),
        topic=clean(advice.title),
        cost_code=effort.cost if effort else "",
        fixes=tuple(_fix_texts(item.finding, words, sheet)),
    )


def _fix_texts(finding: Finding, words: Words, sheet: FactSheet) -> Iterator[FixText]:
    """What can be pasted, and behind it how that is done at those whom the domain uses."""
    found = fixes(finding, sheet)
    yield from (FixText(words.known("fixes", fix.kind), *_pasted(fix)) for fix in found)
    records = [(fix.name, fix.value) for fix in found if fix.kind == "dns"]
    for guide in guides(finding, sheet, records, words.language):
        steps = (f"{number}. {clean(step)}" for number, step in enumerate(guide.steps, 1))
        yield FixText(words.known("fixes", "steps"), clean(guide.name), "\n".join(steps), is_prose=True)


def _pasted(fix: Fix) -> tuple[str, str]:
    """Name and value, line by line free of what could harm a terminal; the lines themselves stay."""
    return clean(fix.name), "\n".join(clean(line) for line in fix.value.split("\n"))


def _prose(text: str, words: Words) -> str:
    """A text as people read it: clean, and a lone date in words. What is quoted from a record keeps its form."""
    return _DATE.sub(lambda found: words.date(date.fromisoformat(found[0])), clean(text))


def chapters(found: Iterable[Weighed], words: Words) -> tuple[Chapter, ...]:
    """The points by area, areas in the order of the words, points by their mark and then by check id."""
    by_area: dict[str, list[Weighed]] = {}
    for item in found:
        by_area.setdefault(item.area, []).append(item)
    known = list(words.tables["areas"])
    order = sorted(by_area, key=lambda area: (known.index(area) if area in known else len(known), area))
    return tuple(Chapter(area, words.known("areas", area), _points(by_area[area], words)) for area in order)


def _points(found: list[Weighed], words: Words) -> tuple[Point, ...]:
    marks = list(Mark)
    ordered = sorted(found, key=lambda item: (marks.index(item.mark), item.finding.check))
    return tuple(
        Point(
            key=item.finding.key,
            title=clean(item.advice.title),
            seen=_prose(item.advice.seen, words),
            mark=item.mark,
            word=words.get("marks", item.mark.value),
        )
        for item in ordered
    )


def fine(found: Iterable[Weighed], words: Words) -> tuple[str, ...]:
    """The statements of what is in order, in the order of the chapters."""
    known = list(words.tables["areas"])
    passing = [item for item in found if item.mark is Mark.FINE]
    passing.sort(key=lambda item: known.index(item.area) if item.area in known else len(known))
    return tuple(_prose(item.advice.headline, words).removesuffix(".") for item in passing)


def counts(found: Iterable[Weighed], words: Words) -> tuple[Count, ...]:
    """How many points have each mark, zero included. What does not apply is not counted."""
    marks = [item.mark for item in found]
    shown = [mark for mark in Mark if mark is not Mark.OFF]
    return tuple(Count(mark, words.get("marks", mark.value), marks.count(mark)) for mark in shown)
