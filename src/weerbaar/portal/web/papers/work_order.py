"""The work order on paper, the same for both sides: parties, work, prices with VAT, days and conditions as they were agreed."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import weerbaar
from weerbaar.portal.quotes.agreed_selectors import Agreed, AgreedLine, AgreedParty
from weerbaar.portal.web.components.moments import day, plain_day
from weerbaar.portal.web.components.money import euro
from weerbaar.portal.web.papers.typeset import typeset
from weerbaar.scanner.report.clean import clean
from weerbaar.scanner.vocabulary.language import Language


def render_agreed(agreed: Agreed, language: Language) -> bytes:
    """The order as a PDF in the language of the page. The same order gives the same bytes, whenever it is asked for."""
    ordered_on = day(agreed.ordered_at)
    data = {
        "language": language.value,
        "title": _("Order %(number)s") % {"number": agreed.number},
        "lead": ngettext(
            "%(number)s task, ordered on %(day)s", "%(number)s tasks, ordered on %(day)s", len(agreed.lines)
        )
        % {"number": len(agreed.lines), "day": ordered_on},
        "parties": [(_("Who orders"), _party(agreed.company)), (_("Who carries it out"), _party(agreed.provider))],
        "lines": [_line(line) for line in agreed.lines],
        "sums": _sums(agreed),
        "conditions": clean(agreed.conditions, 2000),
        "foot": f"Weerbaar {weerbaar.__version__}",
        "words": _words(),
    }
    return typeset("work_order.typ", data, agreed.ordered_at)


def _party(party: AgreedParty) -> list[str]:
    number = _("Chamber of Commerce number %(number)s") % {"number": party.kvk_number} if party.kvk_number else ""
    return [clean(text, 200) for text in (party.name, party.place, number) if text]


def _line(line: AgreedLine) -> dict[str, Any]:
    yearly = _("Then %(price)s a year, without VAT") % {"price": euro(line.yearly_cents)} if line.yearly_cents else ""
    return {
        "title": clean(line.title, 200),
        "scope": clean(line.scope, 1000),
        "due": plain_day(line.due_on),
        "price": euro(line.price_cents),
        "vat": f"{euro(line.vat_cents)} ({line.vat_percent}%)",
        "total": euro(line.total_cents),
        "yearly": yearly,
    }


def _sums(agreed: Agreed) -> list[tuple[str, str]]:
    sums = [
        (_("Together without VAT"), euro(agreed.price_cents)),
        (_("VAT"), euro(agreed.vat_cents)),
        (_("Together with VAT"), euro(agreed.total_cents)),
    ]
    if agreed.yearly_cents:
        sums.append((_("Each later year, without VAT"), euro(agreed.yearly_cents)))
    return sums


def _words() -> dict[str, str]:
    return {
        "work": _("The work"),
        "task": _("Task"),
        "due": _("Ready before"),
        "price": _("Without VAT"),
        "vat": _("VAT"),
        "total": _("With VAT"),
        "conditions": _("Conditions of the provider"),
        "none": _("The provider set no conditions."),
        "proof": _("When it is done"),
        "proof_text": _(
            "The provider reports the work done. A later measurement of ours confirms it. Where none can, the company confirms"
            " it with evidence."
        ),
        "contract": _("This order was agreed between these two parties. Weerbaar is no party to it."),
        "page": _("Page {page} of {pages}"),
        "confidential": _("Confidential. For these two parties."),
    }
