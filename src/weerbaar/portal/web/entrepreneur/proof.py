"""Proving that a domain is yours, and agreeing to be looked at more closely."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.errors import NoSuchOrganisation, NotAllowed
from weerbaar.portal.scans.errors import ProofRefusal, ProofRefused
from weerbaar.portal.scans.proof_words import FILE_PATH, RECORD_LABEL, ROLE_ADDRESSES, ProofMethod, proof_code
from weerbaar.portal.scans.services.agree import agree, withdraw_agreement
from weerbaar.portal.scans.services.check_proof import ask_for_proof
from weerbaar.portal.scans.services.prove_by_mail import confirm_by_mail, mail_proof
from weerbaar.portal.scans.target_selectors import addresses_of, agreement_of, proof_of, target_of
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page, person_page
from weerbaar.portal.web.letters.domain_proof import send_domain_proof


@require_safe
@member_page
def proof(request: HttpRequest, member: Member, target_id: uuid.UUID) -> HttpResponse:
    """Where the proof stands, the three ways, and the agreement."""
    return _page(request, member, target_id)


@require_POST
@member_page
def look(request: HttpRequest, member: Member, target_id: uuid.UUID) -> HttpResponse:
    """Have a worker look for the record or the file."""
    target_of(member.organisation, target_id)
    ask_for_proof(target_id, actor=member.person)
    return _back(member, target_id)


@require_POST
@member_page
def mail(request: HttpRequest, member: Member, target_id: uuid.UUID) -> HttpResponse:
    """Mail a link to a role address at the domain."""
    target_of(member.organisation, target_id)
    try:
        letter = mail_proof(target_id, request.POST.get("role_address", ""), actor=member.person)
    except ProofRefused as refused:
        return _page(request, member, target_id, fault=_sentence(refused.why), status=422)
    send_domain_proof(letter)
    return _back(member, target_id)


@require_POST
@member_page
def agreement(request: HttpRequest, member: Member, target_id: uuid.UUID) -> HttpResponse:
    """Agree (`consent=yes`), or stop (`consent=no`)."""
    target_of(member.organisation, target_id)
    consent = request.POST.get("consent", "")
    if consent == "no":
        withdraw_agreement(target_id, actor=member.person)
    elif consent == "yes":
        offered = set(addresses_of(member.organisation, target_id))
        chosen = tuple(address for address in request.POST.getlist("address") if address in offered)
        try:
            agree(target_id, chosen, actor=member.person)
        except ProofRefused as refused:
            return _page(request, member, target_id, fault=_sentence(refused.why), status=422)
    else:
        return _page(request, member, target_id, fault=_("Choose yes or no."), status=422)
    return _back(member, target_id)


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def proof_link(request: HttpRequest, person: Person, token: str) -> HttpResponse:
    """The link in the letter; a press of the button proves, since some mail programs open links by themselves."""
    if request.method != "POST":
        return render(request, "entrepreneur/proof_link.html", {"fault": ""})
    try:
        organisation_id, target_id = confirm_by_mail(token, actor=person)
    except ProofRefused as refused:
        return render(request, "entrepreneur/proof_link.html", {"fault": _sentence(refused.why)}, status=410)
    except (NoSuchOrganisation, NotAllowed):
        fault = _("This link is for an owner of the company that asked for it. Sign in as that person.")
        return render(request, "entrepreneur/proof_link.html", {"fault": fault}, status=403)
    return redirect("proof", organisation_id=organisation_id, target_id=target_id)


def _page(
    request: HttpRequest, member: Member, target_id: uuid.UUID, *, fault: str = "", status: int = 200
) -> HttpResponse:
    target, now = target_of(member.organisation, target_id), timezone.now()
    stands = proof_of(member.organisation, target_id, now)
    context = {
        "target": target,
        "proof": stands,
        "way": _ways().get(stands.method, ""),
        "last_look": _looks().get(stands.fault, ""),
        "record_name": f"{RECORD_LABEL}.{target.domain.ascii}",
        "file_url": f"https://{target.domain.ascii}{FILE_PATH}",
        "code": proof_code(target_id),
        "role_addresses": [f"{word}@{target.domain.display}" for word in ROLE_ADDRESSES],
        "roles": ROLE_ADDRESSES,
        "agreement": agreement_of(member.organisation, target_id, now),
        "addresses": addresses_of(member.organisation, target_id),
        "fault": fault,
    }
    return render(request, "entrepreneur/proof.html", context, status=status)


def _back(member: Member, target_id: uuid.UUID) -> HttpResponse:
    return redirect("proof", organisation_id=member.organisation.id, target_id=target_id)


def _ways() -> dict[str, str]:
    return {
        ProofMethod.DNS: _("by a line at your domain name (DNS)"),
        ProofMethod.FILE: _("by a file on your website"),
        ProofMethod.MAIL: _("by a link in a mail"),
    }


def _looks() -> dict[str, str]:
    return {
        "nothing": _("We looked and found no line and no file yet. A change can take an hour."),
        "other-code": _("We found a code, but not this one. Copy it again."),
        "not-reached": _("We could not look. Try again in a while."),
    }


def _sentence(why: ProofRefusal) -> str:
    return {
        ProofRefusal.UNKNOWN_LINK: _("We do not know this link, or it was used already."),
        ProofRefusal.LINK_EXPIRED: _("This link is too old. Ask for a new one."),
        ProofRefusal.NOT_A_ROLE_ADDRESS: _("Choose one of the addresses in the list."),
        ProofRefusal.MAILED_TOO_OFTEN: _("We have just sent a mail. Look whether it came, or wait five minutes."),
        ProofRefusal.NOT_PROVEN: _("First prove that the domain is yours."),
        ProofRefusal.NO_ADDRESSES: _("Choose at least one address that is yours."),
    }[why]
