"""The tasks of a hand-over as a work order on paper."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from weerbaar.portal.action_plans.handover_selectors import SupplierTasks, tasks_of
from weerbaar.portal.action_plans.services.answer_handover import Supplier
from weerbaar.portal.action_plans.work_order.render import render_work_order
from weerbaar.portal.web.public.visitors import language_of_page
from weerbaar.portal.web.supplier.link_page import link_page
from weerbaar.scanner.vocabulary.language import Language


@require_safe
@link_page
def work_order(request: HttpRequest, supplier: Supplier) -> HttpResponse:
    """A PDF in the language of the page, with the link to report done."""
    language = language_of_page()
    found = tasks_of(supplier, language)
    link = settings.PUBLIC_URL + reverse("handover", kwargs={"token": supplier.holder.token})
    return work_order_response(found, link, language)


def work_order_response(found: SupplierTasks, link: str, language: Language) -> HttpResponse:
    """The file, under a name that tells nothing of the company."""
    response = HttpResponse(render_work_order(found, link, language), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="weerbaar-{found.made_at:%Y-%m-%d}.pdf"'
    return response
