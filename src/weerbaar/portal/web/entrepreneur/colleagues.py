"""The people of a company: invite, change a role, remove, leave."""

import uuid

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from weerbaar.portal.organisations.errors import MembershipFault, MembershipRefused
from weerbaar.portal.organisations.selectors import colleagues_of, invitations_of
from weerbaar.portal.organisations.services.answer_invitation import withdraw_invitation
from weerbaar.portal.organisations.services.change_people import change_role, leave_organisation, remove_colleague
from weerbaar.portal.organisations.services.invite_colleague import invite_colleague
from weerbaar.portal.organisations.words import Role
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page
from weerbaar.portal.web.entrepreneur.texts import role_hints, role_words
from weerbaar.portal.web.letters.invitation import send_invitation


class InviteForm(forms.Form):
    """An address and a role."""

    email = forms.EmailField(max_length=254, required=False)
    role = forms.ChoiceField(choices=[(role.value, role.value) for role in Role], required=False)

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if not email:
            raise forms.ValidationError(_("Fill in the e-mail address of your colleague."))
        return email

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"] or Role.MEMBER)


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def colleagues(request: HttpRequest, member: Member) -> HttpResponse:
    """Who belongs to the company; with an address in the form, an invitation."""
    if request.method != "POST":
        return _page(request, member, InviteForm())
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _page(request, member, form, status=422)
    try:
        seat = invite_colleague(
            member.organisation.id, form.cleaned_data["email"], form.cleaned_data["role"], actor=member.person
        )
    except MembershipRefused as refused:
        form.add_error("email", _sentence(refused.fault))
        return _page(request, member, form, status=422)
    send_invitation(seat)
    return redirect("colleagues", organisation_id=member.organisation.id)


@require_POST
@member_page
def colleague(request: HttpRequest, member: Member, user_id: uuid.UUID) -> HttpResponse:
    """Change somebody's role, or take the seat away (`role=none`)."""
    wanted = request.POST.get("role", "")
    try:
        if wanted == "none":
            remove_colleague(member.organisation.id, user_id, actor=member.person)
        elif wanted in {role.value for role in Role}:
            change_role(member.organisation.id, user_id, Role(wanted), actor=member.person)
    except MembershipRefused as refused:
        return _page(request, member, InviteForm(), status=409, fault=_sentence(refused.fault))
    return redirect("colleagues", organisation_id=member.organisation.id)


@require_POST
@member_page
def withdraw(request: HttpRequest, member: Member, invitation_id: uuid.UUID) -> HttpResponse:
    """The invitation opens nothing any more."""
    withdraw_invitation(member.organisation.id, invitation_id, actor=member.person)
    return redirect("colleagues", organisation_id=member.organisation.id)


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def leave(request: HttpRequest, member: Member) -> HttpResponse:
    """Ask, then give one's own seat back."""
    if request.method != "POST":
        return render(request, "entrepreneur/leave.html")
    try:
        leave_organisation(member.organisation.id, actor=member.person)
    except MembershipRefused as refused:
        return _page(request, member, InviteForm(), status=409, fault=_sentence(refused.fault))
    return redirect("start")


def _page(request: HttpRequest, member: Member, form: InviteForm, status: int = 200, fault: str = "") -> HttpResponse:
    words, hints = role_words(), role_hints()
    context = {
        "form": form,
        "fault": fault,
        "people": [(person, words[person.role]) for person in colleagues_of(member.organisation)],
        "invitations": [(seat, words[seat.role]) for seat in invitations_of(member.organisation, timezone.now())],
        "roles": [(role.value, words[role], hints[role]) for role in Role],
        "own_id": member.person.user_id,
    }
    return render(request, "entrepreneur/colleagues.html", context, status=status)


def _sentence(fault: MembershipFault) -> str:
    return {
        MembershipFault.LAST_OWNER: _("A company needs an owner. Make a colleague owner first."),
        MembershipFault.ALREADY_MEMBER: _("This person belongs to your company already."),
        MembershipFault.ALREADY_INVITED: _("This person has an invitation already."),
        MembershipFault.NO_SUCH_MEMBER: _("This person does not belong to your company any more."),
        MembershipFault.TOO_MANY_INVITATIONS: _("You have sent many invitations today. Try again tomorrow."),
    }[fault]
