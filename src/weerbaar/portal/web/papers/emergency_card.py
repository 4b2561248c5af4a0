"""The emergency card on one sheet: what to do, whom to call in which order, what to keep. It holds no result of ours."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from weerbaar.portal.knowledge.emergency import Call, Emergency, load_emergency
from weerbaar.portal.organisations.card_selectors import CardContacts, CardView
from weerbaar.portal.web.components.moments import day, plain_day
from weerbaar.portal.web.papers.typeset import typeset
from weerbaar.scanner.report.clean import clean
from weerbaar.scanner.vocabulary.language import Language

_BLANK = CardView(CardContacts(), None)


@dataclass(frozen=True, slots=True)
class CallLine:
    """A line of the list of calls. Where `name` or `phone` is empty there is room for a pen."""

    role: str
    name: str
    phone: str
    use: str
    is_own: bool


def call_lines(contacts: CardContacts, language: Language) -> list[CallLine]:
    """Whom to call, in order, as this company filled it in."""
    return [_line(call, contacts, language) for call in load_emergency().calls]


def replace_before(made_on: date) -> date:
    """The first day on which a card that was made then is too old."""
    return made_on + timedelta(days=load_emergency().replace_after_days)


def render_card(company: str, card: CardView, language: Language, made_on: date) -> bytes:
    """The card of a company as a PDF in the language of the page."""
    known = load_emergency()
    data = {
        "language": language.value,
        "title": _("Emergency card: computers behave strangely"),
        "company": clean(company, 120),
        "danger": {"use": known.danger.use[language.value], "phone": known.danger.phone},
        "steps": [{"do": step.do[language.value], "how": step.how[language.value]} for step in known.steps],
        "calls": [_printed(line) for line in call_lines(card.contacts, language)],
        "keep": [text[language.value] for text in known.keep],
        "breach": known.breach[language.value],
        "backup": clean(card.contacts.backup_place, 120),
        "replace": _("Replace this card before %(day)s.") % {"day": plain_day(replace_before(made_on))},
        "foot": _foot(card, known, made_on),
        "words": _words(known, language),
    }
    midnight = timezone.make_aware(datetime.combine(made_on, time()))
    return typeset("emergency_card.typ", data, midnight)


def render_blank_card(language: Language, made_on: date) -> bytes:
    """A card to fill in with a pen, for whoever wants one."""
    return render_card("", _BLANK, language, made_on)


def _line(call: Call, contacts: CardContacts, language: Language) -> CallLine:
    role, use = call.name[language.value], call.use[language.value]
    if call.contact is not None:
        return CallLine(role, "", call.contact.phone, use, False)
    name, phone = (getattr(contacts, f"{call.own}_{part}") for part in ("name", "phone"))
    return CallLine(role, name, phone, _with_number(call.own, contacts, use), True)


def _with_number(own: str, contacts: CardContacts, use: str) -> str:
    """The number that they ask for takes the place of what they are called for."""
    if own == "it" and contacts.it_number:
        return _("Customer number %(number)s") % {"number": contacts.it_number}
    if own == "insurer" and contacts.policy_number:
        return _("Policy number %(number)s") % {"number": contacts.policy_number}
    return use


def _printed(line: CallLine) -> dict[str, Any]:
    return {
        "role": line.role,
        "name": clean(line.name, 40),
        "phone": clean(line.phone, 20),
        "use": clean(line.use, 60),
        "is_own": line.is_own,
    }


def _foot(card: CardView, known: Emergency, made_on: date) -> str:
    made = _("Made on %(made)s.") % {"made": plain_day(made_on)}
    checked = _("We checked the number of the police on %(checked)s.") % {"checked": plain_day(known.checked_on)}
    own = _("Own numbers are of %(written)s.") % {"written": day(card.written_at)} if card.written_at else ""
    return " ".join(part for part in (made, own, checked) if part)


def _words(known: Emergency, language: Language) -> dict[str, str]:
    return {
        "hang": known.hang[language.value],
        "company": _("Company and address:"),
        "steps": _("First five minutes"),
        "calls": _("Call in this order"),
        "who": _("Who"),
        "number": _("Number"),
        "use": _("What for"),
        "keep": _("Keep as evidence"),
        "backup": _("Where is the backup, and who can reach it?"),
        "found": _("Found at (time)"),
        "by": _("By"),
    }
