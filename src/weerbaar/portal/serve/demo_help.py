"""What a demonstration has beside its people: fictional service providers, and an area that works on its KVO."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.accounts.services.find_or_make_person import find_or_make_person
from weerbaar.portal.core.actors import Person
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.organisations.services.found_organisation import OrganisationDetails
from weerbaar.portal.parks.models import Park, ParkSeat
from weerbaar.portal.parks.services.found_park import ParkDetails, enter_park
from weerbaar.portal.parks.words import ParkRole, PartnerKind
from weerbaar.portal.providers.models import Mark, Provider
from weerbaar.portal.providers.profile import PackageOrder, Profile
from weerbaar.portal.providers.services.change_packages import write_package
from weerbaar.portal.providers.services.change_profile import write_profile
from weerbaar.portal.providers.services.register_provider import register_provider
from weerbaar.portal.providers.words import MarkState, ProviderState
from weerbaar.portal.trajectories.measure_states import MeasureVerb
from weerbaar.portal.trajectories.services.begin_trajectory import begin_trajectory
from weerbaar.portal.trajectories.services.keep_measure import MeasureText, add_measure, move_measure

PARK = "Bedrijventerrein Meeuwenwaard (fictief)"
MANAGER = "terrein@meeuwenwaard.example"
_PARTNERS = (
    (PartnerKind.MUNICIPALITY, "gemeente@meeuwenwaard.example"),
    (PartnerKind.POLICE, "politie@meeuwenwaard.example"),
    (PartnerKind.FIRE_BRIGADE, "brandweer@meeuwenwaard.example"),
)
_AGREE, _START = (MeasureVerb.AGREE, ""), (MeasureVerb.START, "")
# Which of the list, in how many days it has to be done, and how far it is.
_MEASURES = (
    ("M-CRI-01", 60, (_AGREE, _START)),
    ("M-PUB-01", -9, (_AGREE,)),
    ("M-FIR-01", 30, (_AGREE, _START, (MeasureVerb.FINISH, "Foto's van elk erf"))),
    ("M-CYB-02", 120, (_AGREE, _START)),
    ("M-NUI-03", 30, ()),
)
_EVERYBODY = ("nl",)


@dataclass(frozen=True, slots=True)
class _Firm:
    """A fictional provider; `work` are actions with a price in euros."""

    name: str
    email: str
    about: str
    category: str
    work: tuple[tuple[str, int], ...]


_FIRMS = (
    _Firm(
        "Noorderzon ICT (fictief)",
        "noorderzon@dienst.example",
        "Wij regelen mail, website en domein voor kleine bedrijven.",
        "web",
        (("ACT-MAILAUTH", 350), ("ACT-WEB", 290), ("ACT-DOMAINS", 180)),
    ),
    _Firm(
        "Kadewerk Beheer (fictief)",
        "kadewerk@dienst.example",
        "Wij houden computers bij en bewaren kopieën.",
        "it_management",
        (("ACT-MAILAUTH", 420), ("ACT-OFFLINE", 640), ("ACT-RESTORE", 280), ("ACT-UPDATES", 390)),
    ),
    _Firm(
        "Zilverreiger Netwerken (fictief)",
        "zilverreiger@dienst.example",
        "Wij maken netwerken veilig en zetten toegang op slot.",
        "network",
        (("ACT-MFA", 300), ("ACT-SEGMENT", 890), ("ACT-OFFLINE", 590), ("ACT-EXPOSED", 260)),
    ),
)


def make_demo_help(password: str) -> None:
    """May be called at every start: what is there already is left alone. Everybody signs in with this password."""
    with transaction.atomic():
        for number, firm in enumerate(_FIRMS):
            if not Provider.objects.filter(organisation__name=firm.name).exists():
                _list(firm, password, with_mark=number == 0)
        if not Park.objects.filter(name=PARK).exists():
            _enter_area(password)


def _list(firm: _Firm, password: str, *, with_mark: bool) -> None:
    """In the list at once: in a demonstration nobody vets. The first has a mark that it claims and one that was looked up."""
    now = timezone.now()
    person = Person(find_or_make_person(firm.email, password=password))
    organisation_id = register_provider(OrganisationDetails(firm.name), actor=person)
    row = Provider.objects.get(organisation_id=organisation_id)
    profile = Profile(
        about=firm.about,
        email=firm.email,
        municipality="utrecht",
        everywhere=True,
        categories=(firm.category,),
        languages=_EVERYBODY,
    )
    write_profile(row, profile)
    for cause, euros in firm.work:
        order = PackageOrder(
            cause=cause,
            included="Uitvoeren, nakijken en uitleggen.",
            price_from_cents=euros * 100,
            price_to_cents=euros * 100,
            lead_days=10,
            warranty_days=90,
        )
        write_package(row, order, now)
    if with_mark:
        _marks(row, firm.name, timezone.localdate(now))
    Provider.objects.filter(id=row.id).update(state=ProviderState.LISTED.value, listed_at=now)


def _marks(row: Provider, holder: str, today: date) -> None:
    next_year = today.replace(year=today.year + 1, day=1)
    for mark, state in (("MK-CVNL", MarkState.CLAIMED), ("MK-ISO27001", MarkState.VERIFIED)):
        Mark.objects.create(
            provider=row,
            mark=mark,
            holder=holder,
            valid_until=next_year,
            state=state.value,
            checked_on=today if state is MarkState.VERIFIED else None,
        )


def _enter_area(password: str) -> None:
    """The area, its manager and partners, and a trajectory with a few measures of the list."""
    manager = Person(find_or_make_person(MANAGER, name="Parkmanager (fictief)", password=password))
    park_id = enter_park(ParkDetails(PARK, municipality="utrecht"), manager=manager)
    for party, email in _PARTNERS:
        person = find_or_make_person(email, password=password)
        ParkSeat.objects.create(park_id=park_id, user_id=person, role=ParkRole.PARTNER.value, party=party.value)
    trajectory_id = begin_trajectory(park_id, "kvo-classic", actor=manager)
    for source, days, verbs in _MEASURES:
        known = load_safety().measures[source]
        text = MeasureText(
            aspect=known.aspect,
            problem=known.problem["nl"],
            what=known.what["nl"],
            source=known.id,
            owner=known.responsible,
            partners=known.partners,
            indicator=known.indicator,
            funding=known.funding[0],
            due_on=timezone.localdate() + timedelta(days=days),
        )
        measure_id = add_measure(trajectory_id, text, actor=manager)
        for verb, words in verbs:
            move_measure(trajectory_id, measure_id, verb, words, actor=manager)
