"""The order on paper, for each of its two sides."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from weerbaar.portal.quotes.agreed_selectors import Agreed, agreed_by_company, agreed_by_provider
from weerbaar.portal.quotes.line_errors import NoSuchOrder
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page
from weerbaar.portal.web.papers.answer import pdf_answer
from weerbaar.portal.web.papers.work_order import render_agreed
from weerbaar.portal.web.provider.provider_page import ProviderMember, provider_page
from weerbaar.portal.web.public.visitors import language_of_page


@require_safe
@member_page
def help_order_paper(request: HttpRequest, member: Member, order_id: uuid.UUID) -> HttpResponse:
    """For the company."""
    try:
        return _paper(agreed_by_company(member.organisation, order_id))
    except NoSuchOrder as error:
        raise Http404 from error


@require_safe
@provider_page
def provider_order_paper(request: HttpRequest, member: ProviderMember, order_id: uuid.UUID) -> HttpResponse:
    """For the provider: the same paper."""
    try:
        return _paper(agreed_by_provider(member.actor, order_id))
    except NoSuchOrder as error:
        raise Http404 from error


def _paper(agreed: Agreed) -> HttpResponse:
    paper = render_agreed(agreed, language_of_page())
    return pdf_answer(paper, agreed.number.lower(), timezone.localdate(agreed.ordered_at))
