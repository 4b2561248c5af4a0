"""What can be done with ordered work, as forms of its page; the same page for both sides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from weerbaar.portal.quotes.order_views import WorkLine
from weerbaar.portal.quotes.words import LineState, Side


@dataclass(frozen=True, slots=True)
class DeedForm:
    """One form. `doe` is its word. `fold` is the heading of a form that is folded away. `label` is empty without a text."""

    doe: str
    id: str
    fold: str
    hint: str
    label: str
    button: str
    is_main: bool
    error: str
    typed: str
    day: str = ""
    day_error: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent and refused, to be shown again: the word of the form, its fields, and what is wrong by field."""

    doe: str
    text: str
    day: str
    errors: Mapping[str, Sequence[str]]


def deed_forms(line: WorkLine, side: Side, sent: Sent | None) -> list[DeedForm]:
    """The forms for this line, what is most likely first."""
    return [
        DeedForm(
            doe=doe,
            id=f"{doe}-{line.id}",
            fold=fold,
            hint=hint,
            label=label,
            button=button,
            is_main=not fold,
            error=_first(sent, f"{doe}-{line.id}"),
            typed=sent.text if sent and sent.doe == doe else "",
            day=(sent.day if sent and sent.doe == doe else timezone.localdate().isoformat())
            if doe == "bevestig"
            else "",
            day_error=_first(sent, f"dag-{line.id}"),
            is_open=bool(_first(sent, f"{doe}-{line.id}")),
        )
        for verb, doe, fold, hint, label, button in _all(line, side)
        if verb in line.can
    ]


def _all(line: WorkLine, side: Side) -> list[tuple[str, str, str, str, str, str]]:
    seen = bool(line.text and line.text.parts)
    again = line.state is LineState.SENT_BACK
    proposal = line.dispute.proposal if line.dispute else ""
    other = _("the provider") if side is Side.COMPANY else _("your customer")
    return [
        ("start", "begin", "", "", "", _("I have started")),
        (
            "deliver",
            "klaar",
            "",
            _("Then we measure again. Only after that it turns green."),
            _("What did you do?"),
            _("Done, measure again") if seen or again else _("Report done"),
        ),
        ("agree", "akkoord", "", _("Proposed: %(text)s") % {"text": proposal}, "", _("I agree, end this together")),
        (
            "confirm",
            "bevestig",
            _("It is done after all") if line.state is LineState.DISPUTED else "",
            _("One sentence and a day are enough."),
            _("Evidence"),
            _("Confirm"),
        ),
        ("answer", "antwoord", "", "", _("Your answer"), _("Answer")),
        (
            "propose",
            "voorstel",
            _("Propose how to end this"),
            _("When %(other)s agrees, this work ends.") % {"other": other},
            _("Your proposal"),
            _("Send the proposal"),
        ),
        (
            "dispute",
            "geschil",
            _("I do not agree"),
            _("Write down what is not right. The other side answers, and we measure again."),
            _("What is not right?"),
            _("Let the other side know"),
        ),
        (
            "cancel",
            "annuleer",
            _("Cancel this work"),
            _("That can be done until it is delivered. What was agreed on money stays on paper."),
            _("Why?"),
            _("Cancel this work"),
        ),
    ]


def _first(sent: Sent | None, field: str) -> str:
    return (list(sent.errors.get(field, [])) or [""])[0] if sent else ""
