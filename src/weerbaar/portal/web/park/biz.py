"""The investment zone of an area: where it stands, its plan, and its ballot."""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from weerbaar.portal.biz.ballot_rules import ballot_rules
from weerbaar.portal.biz.errors import BizRefused, NoSuchZone
from weerbaar.portal.biz.levy import Band
from weerbaar.portal.biz.selectors import ZoneView, money_of_measures, year_of, zone_of
from weerbaar.portal.biz.services.hold_ballot import count_ballot, note_returns, open_ballot
from weerbaar.portal.biz.services.plan_zone import ZonePlan, change_zone, plan_zone
from weerbaar.portal.biz.words import ZoneState
from weerbaar.portal.parks.selectors import assert_may_run
from weerbaar.portal.trajectories.selectors import measures_of, trajectory_of, trajectory_of_park
from weerbaar.portal.web.park.biz_words import biz_fault, zone_mark
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.park.purchases import cents_of
from weerbaar.portal.web.public.visitors import language_of_page

STEPS = 5


class ZoneForm(forms.Form):
    """The plan of a zone; the steps of the levy have fields of their own."""

    name = forms.CharField(max_length=120, required=False)
    purpose = forms.CharField(max_length=1000, required=False)
    payers = forms.CharField(max_length=8, required=False)
    starts_on = forms.DateField()
    ends_on = forms.DateField()

    def plan(self, levy: tuple[Band, ...]) -> ZonePlan:
        """What was filled in."""
        filled = self.cleaned_data
        return ZonePlan(
            filled["name"], filled["purpose"], filled["payers"], filled["starts_on"], filled["ends_on"], levy
        )


@require_safe
@park_page
def biz(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """Where the zone stands, with the money of this year."""
    zone = zone_of(member.person, member.park.id)
    context: dict[str, Any] = {"zone": zone}
    if zone is not None:
        context |= zone_context(zone)
        context["money"] = _money(member, zone)
        context["measures"] = _measures(member)
    return render(request, "park/biz.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def biz_plan(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """Write the plan of a zone, or change it while nobody votes on it."""
    assert_may_run(member.person, member.park.id)
    zone = zone_of(member.person, member.park.id)
    writing = zone if zone and zone.state is ZoneState.PLANNED else None
    if zone and zone.state in {ZoneState.BALLOT, ZoneState.RUNNING}:
        return redirect("biz", park_id=member.park.id)
    if request.method != "POST":
        return _plan_page(request, _filled(writing), _steps_of(writing), {})
    form, typed = ZoneForm(request.POST), _typed_steps(request)
    levy = _levy(typed)
    if not form.is_valid():
        return _plan_page(request, request.POST, typed, form.errors, 422)
    try:
        if levy is None:
            return _plan_page(request, request.POST, typed, {"levy": [_("Fill in amounts and numbers.")]}, 422)
        plan = form.plan(levy)
        if writing:
            change_zone(member.park.id, plan, actor=member.person)
        else:
            plan_zone(member.park.id, plan, actor=member.person)
    except BizRefused as error:
        name, said = biz_fault(error.fault)
        return _plan_page(request, request.POST, typed, {name: [said]}, 422)
    return redirect("biz", park_id=member.park.id)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def biz_ballot(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """Open the ballot, note how many forms came in, and count."""
    assert_may_run(member.person, member.park.id)
    zone = zone_of(member.person, member.park.id)
    if zone is None:
        raise Http404
    if request.method != "POST":
        return _ballot_page(request, zone, {})
    deed = request.POST.get("deed", "")
    try:
        _do_ballot(request, member, deed)
    except NoSuchZone as error:
        raise Http404 from error
    except BizRefused as error:
        name, said = biz_fault(error.fault)
        name = {"count": "in_favour"}.get(deed, name) if name == "returned" else name
        return _ballot_page(request, zone, {name: [said]}, 422)
    return redirect("biz-ballot", park_id=member.park.id)


def zone_context(zone: ZoneView) -> dict[str, Any]:
    """What every page about the zone says of it."""
    language, rules = language_of_page().value, ballot_rules()
    return {
        "mark": zone_mark(zone.state),
        "payers": rules.payers[zone.payers.value][language],
        "note": rules.note[language],
        "outcome": [(item["name"][language], item["reached"]) for item in zone.ballot.outcome] if zone.ballot else [],
    }


def _do_ballot(request: HttpRequest, member: ParkMember, deed: str) -> None:
    number = _number(request)
    if deed == "open":
        opens, closes = _day(request, "opens_on"), _day(request, "closes_on")
        open_ballot(member.park.id, opens, closes, number("eligible"), actor=member.person)
    elif deed == "note":
        note_returns(member.park.id, number("returned"), actor=member.person)
    elif deed == "count":
        votes = number("in_favour"), number("against"), number("invalid")
        count_ballot(member.park.id, *votes, actor=member.person)


def _money(member: ParkMember, zone: ZoneView) -> list[Any]:
    return [year_of(member.person, member.park.id, year) for year in zone.years]


def _measures(member: ParkMember) -> list[tuple[str, Any]]:
    found = trajectory_of_park(member.person, member.park.id)
    if found is None:
        return []
    names = {measure.id: measure.what for measure in measures_of(trajectory_of(member.person, found))}
    money = money_of_measures(member.person, member.park.id)
    return sorted(
        ((names[item.measure_id], item) for item in money if item.measure_id in names), key=lambda row: row[0]
    )


def _ballot_page(request: HttpRequest, zone: ZoneView, errors: dict[str, list[str]], status: int = 200) -> HttpResponse:
    language = language_of_page().value
    context = {
        "zone": zone,
        "errors": errors,
        "typed": request.POST,
        "rules": [rule.name[language] for rule in ballot_rules().thresholds],
        **zone_context(zone),
    }
    return render(request, "park/biz_ballot.html", context, status=status)


def _plan_page(
    request: HttpRequest, typed: Any, steps: list[tuple[str, str, str]], errors: Any, status: int = 200
) -> HttpResponse:
    language = language_of_page().value
    context = {
        "typed": typed,
        "steps": steps,
        "errors": errors,
        "payers": [(word, name[language]) for word, name in ballot_rules().payers.items()],
    }
    return render(request, "park/biz_plan.html", context, status=status)


def _filled(zone: ZoneView | None) -> dict[str, str]:
    if zone is None:
        return {}
    return {
        "name": zone.name,
        "purpose": zone.purpose,
        "payers": zone.payers.value,
        "starts_on": zone.starts_on.isoformat(),
        "ends_on": zone.ends_on.isoformat(),
    }


def _steps_of(zone: ZoneView | None) -> list[tuple[str, str, str]]:
    bands = zone.levy if zone else ()
    rows = [
        (str(band.from_value_euro), f"{band.amount_cents / 100:.2f}".replace(".", ","), str(band.payers))
        for band in bands
    ]
    return rows + [("0" if not rows and index == 0 else "", "", "") for index in range(STEPS - len(rows))]


def _typed_steps(request: HttpRequest) -> list[tuple[str, str, str]]:
    columns = [request.POST.getlist(name)[: STEPS + 7] for name in ("value", "levy_amount", "levy_payers")]
    rows = list(zip(*columns, strict=False))
    return rows + [("", "", "")] * (STEPS - len(rows))


def _levy(typed: list[tuple[str, str, str]]) -> tuple[Band, ...] | None:
    bands = []
    for value, amount, payers in typed:
        if not amount.strip() and not payers.strip():
            continue
        cents = cents_of(amount)
        whole = value.replace(".", "").strip() or "0"
        if cents is None or not whole.isdecimal() or not payers.strip().isdecimal() or len(whole) > 10:
            return None
        bands.append(Band(int(whole), cents, int(payers.strip()[:6])))
    return tuple(bands)


def _number(request: HttpRequest) -> Any:
    def read(name: str) -> int:
        typed = request.POST.get(name, "").strip()
        return int(typed) if typed.isdecimal() and len(typed) < 7 else -1

    return read


def _day(request: HttpRequest, name: str) -> date:
    try:
        return date.fromisoformat(request.POST.get(name, ""))
    except ValueError:
        # No day is a day before every other: the service says which days it wants.
        return date.max
