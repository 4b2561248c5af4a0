"""The report of a company as a file, to print or to hand to somebody."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from weerbaar.portal.web.entrepreneur.member_page import Member, member_page
from weerbaar.portal.web.papers.answer import pdf_answer
from weerbaar.portal.web.papers.company_report import render_company_report
from weerbaar.portal.web.public.visitors import language_of_page


@require_safe
@member_page
def company_report(request: HttpRequest, member: Member) -> HttpResponse:
    """The report of this moment, in the language of the page."""
    paper = render_company_report(member.organisation, language_of_page(), timezone.now())
    return pdf_answer(paper, _("report"), timezone.localdate())
