"""The letter with the link to a supplier's tasks. The password, if there is one, never travels with it."""

from django.urls import reverse

from weerbaar.portal.action_plans.services.hand_over import HandoverOrder, HandoverReceipt
from weerbaar.portal.web.letters.send_letter import send_letter


def send_handover(order: HandoverOrder, receipt: HandoverReceipt, company: str) -> bool:
    """In the language of who hands over: that of the supplier is not known."""
    values = {
        "company": company,
        "supplier": order.supplier,
        "message": order.message,
        "has_password": bool(order.password),
        "number": len(order.actions),
        "expires_at": receipt.expires_at,
        "path": reverse("handover", kwargs={"token": receipt.token}),
    }
    return send_letter("handover", order.email, order.language, values)
