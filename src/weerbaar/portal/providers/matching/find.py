"""Who fits some actions: reads the listed providers, and puts them in the order of the day."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from weerbaar.portal.providers.matching.fit import Candidate, Rung, Standing, Wanted, standings
from weerbaar.portal.providers.models import Package, Provider, ProviderArea
from weerbaar.portal.providers.selectors import PackageView, package_view
from weerbaar.portal.providers.services.draw_seeds import seed_of
from weerbaar.portal.providers.words import ProviderState


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a provider stands where it stands: it carries out `actions` of `wanted`, what more speaks for it, and the draw:
    `drawn` of `equals` that fit as well, itself included.
    """

    actions: int
    wanted: int
    rungs: tuple[Rung, ...]
    everywhere: bool
    drawn: int
    equals: int


@dataclass(frozen=True, slots=True)
class Match:
    """A provider that fits, at its place (1 is first), with its packages for the wanted actions."""

    provider_id: uuid.UUID
    place: int
    fit: int
    reasons: Reasons
    packages: tuple[PackageView, ...]


def matches(
    causes: Collection[str],
    *,
    municipality: str = "",
    sector: str = "",
    size: str = "",
    language: str = "",
    day: date,
    anywhere: bool = False,
) -> list[Match]:
    """The listed providers that carry out one of these actions (or anything, when none is given) and serve the municipality.

    What is empty was not asked for. `anywhere` also finds who does not serve the municipality; those who do stand first.
    """
    return match(Wanted(frozenset(causes), municipality, sector, size, language), day=day, anywhere=anywhere)


def match(wanted: Wanted, *, day: date, anywhere: bool = False) -> list[Match]:
    """The same, of what was asked for as one value."""
    return with_packages(wanted, ranked(wanted, day=day, anywhere=anywhere))


def ranked(wanted: Wanted, *, day: date, anywhere: bool = False) -> list[Standing]:
    """Who stands where, without their packages: what a page needs that shows a few of many."""
    return standings(wanted, _candidates(wanted, anywhere=anywhere), seed_of(day))


def with_packages(wanted: Wanted, shown: Collection[Standing]) -> list[Match]:
    """These of them, with their packages for the wanted actions."""
    packages: dict[uuid.UUID, list[PackageView]] = {}
    if wanted.causes:
        here = [standing.candidate.provider_id for standing in shown]
        rows = Package.objects.filter(provider_id__in=here, cause__in=sorted(wanted.causes), withdrawn_at=None)
        for row in rows.order_by("cause"):
            packages.setdefault(row.provider_id, []).append(package_view(row))
    return [_match(wanted, standing, packages.get(standing.candidate.provider_id, ())) for standing in shown]


def _candidates(wanted: Wanted, *, anywhere: bool) -> Sequence[Candidate]:
    rows = Provider.objects.filter(state=ProviderState.LISTED.value)
    serving: frozenset[uuid.UUID] = frozenset()
    if wanted.municipality:
        areas = ProviderArea.objects.filter(municipality=wanted.municipality)
        serving = frozenset(areas.values_list("provider_id", flat=True))
        if not anywhere:
            rows = rows.filter(Q(everywhere=True) | Q(id__in=areas.values("provider_id")))
    does: dict[uuid.UUID, set[str]] = {}
    if wanted.causes:
        offers = Package.objects.filter(cause__in=sorted(wanted.causes), withdrawn_at=None)
        for one, cause in offers.values_list("provider_id", "cause"):
            does.setdefault(one, set()).add(cause)
        rows = rows.filter(id__in=offers.values("provider_id"))
    return [
        Candidate(
            provider_id=row["id"],
            causes=frozenset(does.get(row["id"], ())),
            everywhere=row["everywhere"],
            serves_place=row["id"] in serving,
            sectors=row.get("sectors", ()),
            sizes=row.get("sizes", ()),
            languages=row.get("languages", ()),
        )
        for row in rows.values(*_fields(wanted))
    ]


def _fields(wanted: Wanted) -> Sequence[str]:
    """Only what decides: lists that nobody asks about cost time to read."""
    asked = {"sectors": wanted.sector, "sizes": wanted.size, "languages": wanted.language}
    return ("id", "everywhere", *(name for name, value in asked.items() if value))


def _match(wanted: Wanted, standing: Standing, packages: Collection[PackageView]) -> Match:
    candidate, fit = standing.candidate, standing.fit
    reasons = Reasons(
        actions=fit.actions,
        wanted=len(wanted.causes),
        rungs=fit.rungs,
        everywhere=candidate.everywhere,
        drawn=standing.drawn,
        equals=standing.equals,
    )
    return Match(candidate.provider_id, standing.place, fit.points, reasons, tuple(packages))
