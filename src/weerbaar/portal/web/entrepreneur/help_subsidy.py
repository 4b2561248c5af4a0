"""What a job could cost with a subsidy, which scheme could pay and why not, and the papers that a scheme asks for."""

import io
import uuid
import zipfile

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from weerbaar.portal.knowledge.subsidies import fits
from weerbaar.portal.quotes.agreed_selectors import agreed_by_company
from weerbaar.portal.quotes.line_errors import NoSuchOrder
from weerbaar.portal.quotes.order_selectors import order_of_company
from weerbaar.portal.web.entrepreneur.help_subsidy_view import chosen_thing, fit_card, job_of, things_of
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page
from weerbaar.portal.web.papers.proof_of_work import render_proof
from weerbaar.portal.web.papers.work_order import render_agreed
from weerbaar.portal.web.public.visitors import language_of_page
from weerbaar.portal.web.subsidy_texts import known_subsidies


@require_safe
@member_page
def help_subsidy(request: HttpRequest, member: Member) -> HttpResponse:
    """`wat` in the address names a task, a quote or an order; `advies=verkoper` says that its seller gives the advice."""
    language, known = language_of_page(), known_subsidies()
    things = things_of(member.organisation, language)
    thing = chosen_thing(things, request.GET.get("wat", ""))
    by_seller = request.GET.get("advies") == "verkoper"
    cards = []
    if thing is not None:
        found = fits(job_of(thing, member.organisation, by_seller=by_seller), timezone.localdate(), known)
        cards = [fit_card(fit, thing, language) for fit in found]
    best = next((card for card in cards if card.fit.applies and card.fit.amount_cents), None)
    example = next((card for card in cards if card.fit.is_example and card.fit.amount_cents), None)
    context = {
        "things": [(one.key, one.label) for one in things],
        "thing": thing,
        "best": best,
        "example": None if best else example,
        "near": [card for card in cards if card.fit.applies or card.fit.is_example],
        "rest": [card for card in cards if not (card.fit.applies or card.fit.is_example)],
        "by_seller": by_seller,
        "fresh_days": known.fresh_days,
    }
    return render(request, "entrepreneur/help_subsidy.html", context)


@require_safe
@member_page
def help_subsidy_papers(request: HttpRequest, member: Member, order_id: uuid.UUID) -> HttpResponse:
    """The papers of an order that we have, in one file: what was offered and agreed, and what shows that it was done."""
    language = language_of_page()
    try:
        agreed = agreed_by_company(member.organisation, order_id)
        order = order_of_company(member.organisation, order_id)
    except NoSuchOrder as error:
        raise Http404 from error
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(_("1-quote-and-order.pdf"), render_agreed(agreed, language))
        file.writestr(_("2-proof-of-work.pdf"), render_proof(order, agreed, member.organisation, language))
    response = HttpResponse(whole.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="weerbaar-{timezone.localdate():%Y-%m-%d}-subsidie.zip"'
    return response
