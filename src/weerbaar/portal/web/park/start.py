"""The areas of a person, a new area, and the start page of one."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from weerbaar.portal.core.actors import Person
from weerbaar.portal.knowledge.municipalities import find_municipality, municipality
from weerbaar.portal.organisations.errors import NoSuchOrganisation
from weerbaar.portal.parks.errors import ParkNotAllowed
from weerbaar.portal.parks.selectors import founders_of, parks_of, participants_of, seats_of
from weerbaar.portal.parks.services.found_park import ParkDetails, found_park
from weerbaar.portal.parks.words import ParkKind
from weerbaar.portal.web.entrepreneur.member_page import person_page
from weerbaar.portal.web.entrepreneur.texts import sector_words
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.park.texts import kind_words, party_words, role_words


class ParkForm(forms.Form):
    """A name, a kind, a municipality, and in whose name."""

    name = forms.CharField(max_length=120, required=False)
    kind = forms.CharField(max_length=12, required=False)
    municipality = forms.CharField(max_length=80, required=False)
    founder = forms.UUIDField(required=False, error_messages={"invalid": ""})

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if not name:
            raise forms.ValidationError(_("Fill in the name of the area."))
        return name

    def clean_kind(self) -> ParkKind:
        try:
            return ParkKind(self.cleaned_data["kind"] or ParkKind.BUSINESS)
        except ValueError as error:
            raise forms.ValidationError(_("Choose what kind of area it is.")) from error

    def clean_municipality(self) -> str:
        typed: str = self.cleaned_data["municipality"].strip()
        found = find_municipality(typed) if typed else None
        if found is None:
            raise forms.ValidationError(_("Fill in the municipality that the area lies in."))
        return found.key


@require_safe
@person_page
def parks(request: HttpRequest, person: Person) -> HttpResponse:
    """The areas that somebody works for."""
    context = {
        "parks": [(view, role_words()[view.role], kind_words()[view.kind]) for view in parks_of(person)],
        "can_found": bool(founders_of(person)),
    }
    return render(request, "park/parks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def new_park(request: HttpRequest, person: Person) -> HttpResponse:
    """Enter an area, in the name of an association or an adviser."""
    founders = founders_of(person)
    if request.method != "POST":
        return _new_page(request, ParkForm(), founders)
    form = ParkForm(request.POST)
    founder = next((view for view in founders if str(view.id) == request.POST.get("founder")), None)
    if len(founders) == 1:
        founder = founders[0]
    if not form.is_valid() or founder is None:
        if founder is None:
            form.add_error("founder", _("Choose for which organisation you do this."))
        return _new_page(request, form, founders, status=422)
    details = ParkDetails(*(form.cleaned_data[name] for name in ("name", "kind", "municipality")))
    try:
        park_id = found_park(details, founder.id, actor=person)
    except (NoSuchOrganisation, ParkNotAllowed):
        return redirect("parks")
    return redirect("park", park_id=park_id)


@require_safe
@park_page
def park(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """Who takes part, and who works for the area. Never a result."""
    sectors = {word.value: text for word, text in sector_words().items()}  # type: ignore[attr-defined]
    place = municipality(member.park.municipality)
    context = {
        "kind": kind_words()[member.park.kind],
        "place": place.name if place else "",
        "companies": [(one, sectors.get(one.sector, "")) for one in participants_of(member.park.id)],
        "seats": [
            (seat, role_words()[seat.role], party_words()[seat.party] if seat.party else "")
            for seat in seats_of(member.park.id)
        ],
    }
    return render(request, "park/park.html", context)


def _new_page(request: HttpRequest, form: ParkForm, founders: object, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "founders": [(str(view.id), view.name) for view in founders],  # type: ignore[attr-defined]
        "kinds": [(kind.value, text) for kind, text in kind_words().items()],
    }
    return render(request, "park/park_new.html", context, status=status)
