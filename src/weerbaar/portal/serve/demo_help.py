"""What a demonstration has beside its people: fictional service providers."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.accounts.services.find_or_make_person import find_or_make_person
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.services.found_organisation import OrganisationDetails
from weerbaar.portal.providers.models import Mark, Provider
from weerbaar.portal.providers.profile import PackageOrder, Profile
from weerbaar.portal.providers.services.change_packages import write_package
from weerbaar.portal.providers.services.change_profile import write_profile
from weerbaar.portal.providers.services.register_provider import register_provider
from weerbaar.portal.providers.words import MarkState, ProviderState

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
