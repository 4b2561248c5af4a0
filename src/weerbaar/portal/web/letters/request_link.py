"""The letter with the link to a request, for a supplier without an account."""

from django.urls import reverse

from weerbaar.portal.quotes.services.supplier_link import SupplierLink
from weerbaar.portal.web.letters.send_letter import send_letter


def send_request_link(link: SupplierLink) -> bool:
    """In the language of the request. It names the company only when the company chose to be known. False without an address."""
    if not link.email:
        return False
    values = {
        "company": link.company,
        "supplier": link.supplier,
        "deadline": link.deadline,
        "path": reverse("supplier-request", kwargs={"token": link.token}),
    }
    return send_letter("request_link", link.email, link.language, values)
