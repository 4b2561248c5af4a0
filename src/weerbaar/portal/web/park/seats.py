"""The people of an area: invite, take a seat away, give one's own back, and the page behind an invitation."""

import uuid

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from weerbaar.portal.parks.errors import NoSuchSeat, SeatFault, SeatRefused
from weerbaar.portal.parks.selectors import open_seats, seats_of
from weerbaar.portal.parks.services.change_seats import leave_seat, remove_seat
from weerbaar.portal.parks.services.offer_seat import offer_seat, withdraw_seat_offer
from weerbaar.portal.parks.services.take_seat import read_seat, take_seat
from weerbaar.portal.parks.words import ParkRole, PartnerKind
from weerbaar.portal.web.entrepreneur.member_page import person_of
from weerbaar.portal.web.letters.park_seat import send_seat
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.park.texts import party_words, role_hints, role_words, seat_fault


class SeatForm(forms.Form):
    """An address, a role, and of a partner the party."""

    email = forms.EmailField(max_length=254, required=False)
    role = forms.ChoiceField(choices=[(role.value, role.value) for role in ParkRole], required=False)
    party = forms.ChoiceField(choices=[(kind.value, kind.value) for kind in PartnerKind], required=False)

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if not email:
            raise forms.ValidationError(_("Fill in the e-mail address of the person you invite."))
        return email

    def clean_role(self) -> ParkRole:
        return ParkRole(self.cleaned_data["role"] or ParkRole.PARTNER)

    def clean_party(self) -> PartnerKind | None:
        return PartnerKind(self.cleaned_data["party"]) if self.cleaned_data["party"] else None


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def seats(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """Who works for the area; with an address in the form, an invitation."""
    if request.method != "POST":
        return _page(request, member, SeatForm())
    form = SeatForm(request.POST)
    if not form.is_valid():
        return _page(request, member, form, status=422)
    wanted = form.cleaned_data
    try:
        seat = offer_seat(member.park.id, wanted["email"], wanted["role"], wanted["party"], actor=member.person)
    except SeatRefused as refused:
        form.add_error("party" if refused.fault is SeatFault.NO_PARTY else "email", seat_fault(refused.fault))
        return _page(request, member, form, status=422)
    send_seat(seat)
    return redirect("park-seats", park_id=member.park.id)


@require_POST
@park_page
def seat_remove(request: HttpRequest, member: ParkMember, user_id: uuid.UUID) -> HttpResponse:
    """Take somebody's seat away."""
    try:
        remove_seat(member.park.id, user_id, actor=member.person)
    except SeatRefused as refused:
        return _page(request, member, SeatForm(), status=409, fault=seat_fault(refused.fault))
    return redirect("park-seats", park_id=member.park.id)


@require_POST
@park_page
def seat_withdraw(request: HttpRequest, member: ParkMember, invitation_id: uuid.UUID) -> HttpResponse:
    """The invitation opens nothing any more."""
    withdraw_seat_offer(member.park.id, invitation_id, actor=member.person)
    return redirect("park-seats", park_id=member.park.id)


@require_POST
@park_page
def seat_leave(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """Give one's own seat back."""
    try:
        leave_seat(member.park.id, actor=member.person)
    except SeatRefused as refused:
        return _page(request, member, SeatForm(), status=409, fault=seat_fault(refused.fault))
    return redirect("parks")


@require_http_methods(["GET", "HEAD", "POST"])
def seat_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show the seat; with a press of the button, take it."""
    person = person_of(request)
    try:
        if request.method == "POST" and person:
            return redirect("park", park_id=take_seat(token, actor=person))
        offer = read_seat(token)
    except NoSuchSeat as fault:
        response = render(request, "park/seat_gone.html", {"fault": fault}, status=410)
    else:
        party = party_words()[offer.party] if offer.party else ""
        context = {
            "offer": offer,
            "role": role_words()[offer.role],
            "hint": role_hints()[offer.role],
            "party": party,
            "person": person,
        }
        response = render(request, "park/seat.html", context)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _page(request: HttpRequest, member: ParkMember, form: SeatForm, status: int = 200, fault: str = "") -> HttpResponse:
    roles, hints, parties = role_words(), role_hints(), party_words()
    waiting = open_seats(member.park.id, timezone.now()) if member.park.can_run else []
    context = {
        "form": form,
        "fault": fault,
        "seats": [
            (seat, roles[seat.role], parties[seat.party] if seat.party else "") for seat in seats_of(member.park.id)
        ],
        "waiting": [(seat, roles[seat.role], parties[seat.party] if seat.party else "") for seat in waiting],
        "roles": [(role.value, roles[role], hints[role]) for role in ParkRole],
        "parties": [(kind.value, text) for kind, text in parties.items()],
        "own_id": member.person.user_id,
    }
    return render(request, "park/seats.html", context, status=status)
