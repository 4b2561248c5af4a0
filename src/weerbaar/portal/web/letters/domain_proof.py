"""The letter with the link that proves a domain."""

from django.urls import reverse
from django.utils.translation import get_language

from weerbaar.portal.scans.services.prove_by_mail import ProofMail
from weerbaar.portal.web.letters.send_letter import send_letter


def send_domain_proof(letter: ProofMail) -> bool:
    """In the language of the page on which it was asked for."""
    values = {
        "company": letter.company,
        "domain": letter.domain,
        "path": reverse("proof-link", kwargs={"token": letter.token}),
        "expires_at": letter.expires_at,
    }
    return send_letter("domain_proof", letter.to, get_language() or "nl", values)
