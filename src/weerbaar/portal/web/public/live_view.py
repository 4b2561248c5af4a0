"""How far a run is, in words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerbaar.portal.scans.progress_notes import ProgressNotes, StageState
from weerbaar.portal.scans.selectors import Measurement, usual_duration_s, waiting_before
from weerbaar.portal.scans.states import State
from weerbaar.portal.web.public.visitors import language_of_page
from weerbaar.scanner.checks.catalogue import catalogue
from weerbaar.scanner.probes.probe import Stage
from weerbaar.scanner.report.document import Mark
from weerbaar.scanner.report.points import Weighed, weighed
from weerbaar.scanner.report.words import words

_SHOWN = 6
# The stage in which a visitor expects to read about an area of checks.
_AREAS = {
    Stage.ADDRESS: {"dns", "ipv6", "routing"},
    Stage.WEBSITE: {"web"},
    Stage.MAIL: {"mail"},
    Stage.CONNECTION: {"tls", "exposure"},
}


@dataclass(frozen=True, slots=True)
class StageLine:
    """One step of the list. `state` is `done`, `now` or `wait`."""

    number: int
    title: str
    text: str
    state: str


@dataclass(frozen=True, slots=True)
class KnownPoint:
    """Something that is already sure."""

    text: str
    mark: str
    word: str


@dataclass(frozen=True, slots=True)
class LiveView:
    """All that the live page says. `done` of `total` points; `total` is 0 before the scan has begun."""

    heading: str
    step: str
    time_left: str
    counted: str
    done: int
    total: int
    stages: tuple[StageLine, ...]
    known: tuple[KnownPoint, ...]


def live_view(run: Measurement, now: datetime | None = None) -> LiveView:
    """The words for this moment."""
    notes, found = run.progress, _found(run)
    current = next((stage for stage in Stage if notes.stages[stage] is not StageState.ENDED), None)
    if run.state is State.QUEUED:
        current = None
        heading, step = _("Your measurement starts in a moment"), ""
    elif current is None:
        heading, step = _("We are putting the result together"), ""
    else:
        heading = _headings()[current]
        step = _("Step %(number)s of %(count)s") % {"number": list(Stage).index(current) + 1, "count": len(Stage)}
    counted = _("%(done)s of %(total)s points measured so far.") % {"done": notes.done, "total": notes.total}
    return LiveView(
        heading=heading,
        step=step,
        time_left=_waiting(run) if run.state is State.QUEUED else _time_left(run, now or timezone.now()),
        counted=counted if notes.total else "",
        done=notes.done,
        total=notes.total,
        stages=tuple(_line(stage, current, notes, found) for stage in Stage),
        known=_known(found),
    )


def _headings() -> dict[Stage, str]:
    return {
        Stage.ADDRESS: _("We are looking at your domain name"),
        Stage.WEBSITE: _("We are looking at your website"),
        Stage.MAIL: _("We are looking at your mail"),
        Stage.CONNECTION: _("We are looking at your secure connection"),
    }


def _titles() -> dict[Stage, tuple[str, str]]:
    return {
        Stage.ADDRESS: (_("Your domain name"), _("Can nobody lead your visitors astray?")),
        Stage.WEBSITE: (_("Website"), _("Do visitors see your own pages, and only those?")),
        Stage.MAIL: (_("Mail"), _("Can someone else send mail in your name?")),
        Stage.CONNECTION: (_("Secure connection"), _("Is the padlock of your website right?")),
    }


def _found(run: Measurement) -> tuple[Weighed, ...]:
    """The findings so far. What a newer version found beside this one, this one leaves out."""
    if run.target is None:
        return ()
    checks = catalogue()
    known = [
        item for item in run.progress.findings if item.check in checks and item.outcome in checks[item.check].outcomes
    ]
    return weighed(known, words(language_of_page()), run.target.ascii)


def _line(stage: Stage, current: Stage | None, notes: ProgressNotes, found: Sequence[Weighed]) -> StageLine:
    title, question = _titles()[stage]
    ended = notes.stages[stage] is StageState.ENDED
    state = "done" if ended else "now" if stage is current else "wait"
    text = _summary([item for item in found if item.area in _AREAS[stage]]) if ended else question
    return StageLine(list(Stage).index(stage) + 1, title, text, state)


def _summary(found: Sequence[Weighed]) -> str:
    count = Counter(item.mark for item in found)
    fine, todo = count[Mark.FINE], count[Mark.FIRST] + count[Mark.BETTER]
    parts = [ngettext("%(n)s point is fine.", "%(n)s points are fine.", fine) % {"n": fine}] if fine else []
    if todo:
        parts.append(ngettext("%(n)s can be better.", "%(n)s can be better.", todo) % {"n": todo})
    return " ".join(parts) or _("Looked at.")


def _known(found: Sequence[Weighed]) -> tuple[KnownPoint, ...]:
    """What is to be done, then the newest of the rest; what does not apply says nothing."""
    vocabulary, marks = words(language_of_page()), list(Mark)
    newest = found[::-1]
    telling = sorted(newest, key=lambda item: min(marks.index(item.mark), marks.index(Mark.FINE)))
    telling = [item for item in telling if item.mark is not Mark.OFF]
    return tuple(
        KnownPoint(
            (item.advice.title if item.mark is Mark.NONE else item.advice.headline).removesuffix("."),
            item.mark.value,
            vocabulary.get("marks", item.mark.value),
        )
        for item in telling[:_SHOWN]
    )


def _waiting(run: Measurement) -> str:
    before = waiting_before(run.id)
    if not before:
        return _("You are next.")
    return ngettext("%(n)s measurement goes before yours.", "%(n)s measurements go before yours.", before) % {
        "n": before
    }


def _time_left(run: Measurement, now: datetime) -> str:
    gone = (now - run.started_at).total_seconds() if run.started_at else 0
    left = round(usual_duration_s() - gone)
    if left < 2:
        return _("Just a few moments more.")
    return ngettext("About %(n)s second left.", "About %(n)s seconds left.", left) % {"n": left}
