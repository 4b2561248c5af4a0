"""What a company hands to the BIZ to be paid its part: what was bought, at which price, and how the part was computed."""

from datetime import datetime

from django.utils.translation import gettext as _

import weerbaar
from weerbaar.portal.joint_purchases.selectors import OwnReply, PurchaseView
from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.web.components.moments import day
from weerbaar.portal.web.components.money import euro
from weerbaar.portal.web.letters.supplier_said import action_title
from weerbaar.portal.web.papers.typeset import typeset
from weerbaar.portal.web.park.purchase_words import biz_words
from weerbaar.scanner.report.clean import clean
from weerbaar.scanner.vocabulary.language import Language


def biz_paper(
    company: OrganisationView, purchase: PurchaseView, own: OwnReply, language: Language, now: datetime
) -> bytes:
    """The paper as a PDF. The company hands it in by itself: until it does, the BIZ does not know that it bought."""
    price, part = own.price_cents or 0, own.biz_cents or 0
    data = {
        "language": language.value,
        "title": _("Request to the BIZ for its part"),
        "lead": clean(action_title(purchase.cause, language.value), 200),
        "rows": [
            (_("Company"), clean(company.name, 120)),
            (_("Chamber of Commerce number"), clean(company.kvk_number, 8) or "–"),
            (_("Area"), clean(purchase.park_name, 120)),
            (_("Price without VAT"), euro(price)),
            (_("What the BIZ pays"), biz_words(purchase.biz_percent, purchase.biz_cap_cents)),
            (_("Part of the BIZ"), euro(part)),
            (_("Part of the company"), euro(price - part)),
        ],
        "note": _("The part is taken of the price without VAT, rounded to whole cents, half a cent upwards."),
        "enclose": _("Add the invoice, and the proof that the work is done."),
        "sign": _("Name and signature"),
        "foot": f"Weerbaar {weerbaar.__version__} · {day(now)}",
    }
    return typeset("biz_share.typ", data, now)
