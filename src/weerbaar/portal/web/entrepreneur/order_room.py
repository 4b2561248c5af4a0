"""One work order as either side sees it, and what it does with a line of it."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerbaar.portal.action_plans.services.report_action import Reported
from weerbaar.portal.core.actors import Person, ProviderPerson
from weerbaar.portal.quotes.line_errors import LineFault, LineNotPossibleNow, LineRefused
from weerbaar.portal.quotes.order_views import WorkLine, WorkOrderView, WorkStep
from weerbaar.portal.quotes.services.cancel_line import cancel_line
from weerbaar.portal.quotes.services.confirm_line import confirm_line
from weerbaar.portal.quotes.services.deliver import deliver_line
from weerbaar.portal.quotes.services.dispute_line import agree_to_end, answer_dispute, open_dispute, propose_end
from weerbaar.portal.quotes.services.start_line import start_line
from weerbaar.portal.quotes.words import Side
from weerbaar.portal.web.entrepreneur.order_forms import DeedForm, Sent, deed_forms
from weerbaar.portal.web.entrepreneur.order_words import line_fault, line_mark, line_note, step_text, step_words
from weerbaar.portal.web.letters.supplier_said import action_title
from weerbaar.portal.web.public.visitors import language_of_page

Actor = Person | ProviderPerson


@dataclass(frozen=True, slots=True)
class StepLine:
    """Something that happened: what, who did it, and what was written with it."""

    step: WorkStep
    what: str
    text: str


@dataclass(frozen=True)
class LineCard:
    """A line of an order as its page shows it."""

    line: WorkLine
    title: str
    mark: str
    word: str
    note: str
    history: list[StepLine]
    forms: list[DeedForm]


def line_cards(order: WorkOrderView, side: Side, *, refused: tuple[uuid.UUID, Sent] | None = None) -> list[LineCard]:
    """All lines; what was refused stands in the form of its own line."""
    language = language_of_page().value
    return [
        LineCard(
            line,
            action_title(line.cause, language),
            *line_mark(line),
            line_note(line, side),
            [StepLine(step, step_words(step), step_text(step)) for step in reversed(line.steps)],
            deed_forms(line, side, refused[1] if refused and refused[0] == line.id else None),
        )
        for line in order.lines
    ]


def do_deed(
    request: HttpRequest,
    order: WorkOrderView,
    line_id: uuid.UUID,
    actor: Actor,
    door: str,
    again: Callable[..., HttpResponse],
) -> HttpResponse:
    """Do what `doe` in the form says. `again` shows the page with what is wrong.

    Raises:
        Http404: the order has no such line.
    """
    if line_id not in {line.id for line in order.lines}:
        raise Http404
    doe, text = request.POST.get("doe", ""), request.POST.get("text", "")
    do = (_OF_PROVIDER if isinstance(actor, ProviderPerson) else _OF_COMPANY).get(doe)
    if do is None:
        return again(status=400)
    try:
        said = do(line_id, text, request, actor)
    except LineRefused as refused:
        field = f"dag-{line_id}" if refused.fault is LineFault.FUTURE_DATE else f"{doe}-{line_id}"
        sent = Sent(doe, text, request.POST.get("day", ""), {field: [line_fault(refused.fault)]})
        return again(refused=(line_id, sent), status=422)
    except LineNotPossibleNow:
        return again(changed=_("This work has changed meanwhile. Here you see how it stands now."), status=409)
    messages.success(request, said)
    return redirect(door)


_Deed = Callable[[uuid.UUID, str, HttpRequest, Actor], str]


def _start(line_id: uuid.UUID, text: str, request: HttpRequest, actor: Actor) -> str:
    assert isinstance(actor, ProviderPerson)
    start_line(line_id, actor=actor)
    return _("Your customer sees that you have started.")


def _deliver(line_id: uuid.UUID, text: str, request: HttpRequest, actor: Actor) -> str:
    assert isinstance(actor, ProviderPerson)
    return _delivered_sentence(deliver_line(line_id, text, actor=actor))


def _confirm(line_id: uuid.UUID, text: str, request: HttpRequest, actor: Actor) -> str:
    assert isinstance(actor, Person)
    try:
        on = date.fromisoformat(request.POST.get("day", "") or timezone.localdate().isoformat())
    except ValueError as error:
        raise LineRefused(LineFault.FUTURE_DATE) from error
    confirm_line(line_id, text, on, actor=actor)
    return _("Noted. This work is done.")


def _cancel(line_id: uuid.UUID, text: str, request: HttpRequest, actor: Actor) -> str:
    cancel_line(line_id, text, actor=actor)
    return _("This work is cancelled. The task is open again.")


def _dispute(line_id: uuid.UUID, text: str, request: HttpRequest, actor: Actor) -> str:
    open_dispute(line_id, text, actor=actor)
    return _("The other side reads this and can answer.")


def _answer(line_id: uuid.UUID, text: str, request: HttpRequest, actor: Actor) -> str:
    answer_dispute(line_id, text, actor=actor)
    return _("The other side reads your answer.")


def _propose(line_id: uuid.UUID, text: str, request: HttpRequest, actor: Actor) -> str:
    propose_end(line_id, text, actor=actor)
    return _("The other side reads your proposal and can agree.")


def _agree(line_id: uuid.UUID, text: str, request: HttpRequest, actor: Actor) -> str:
    agree_to_end(line_id, actor=actor)
    return _("You ended this together. The task is open again.")


_BOTH: dict[str, _Deed] = {
    "annuleer": _cancel,
    "geschil": _dispute,
    "antwoord": _answer,
    "voorstel": _propose,
    "akkoord": _agree,
}
_OF_COMPANY: dict[str, _Deed] = {**_BOTH, "bevestig": _confirm}
_OF_PROVIDER: dict[str, _Deed] = {**_BOTH, "begin": _start, "klaar": _deliver}


def _delivered_sentence(reported: Reported) -> str:
    if not reported.measurable:
        return _("Noted. Your customer confirms it.")
    if reported.later and not reported.runs:
        return _("Noted. We measure this later, to be no burden.")
    number = max(1, len(reported.runs))
    return ngettext(
        "Noted. We now measure %(number)s domain again.", "Noted. We now measure %(number)s domains again.", number
    ) % {"number": number}
