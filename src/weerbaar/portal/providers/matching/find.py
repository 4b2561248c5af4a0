"""Who fits some actions: reads the listed providers, and puts them in the order of the day."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

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
    packages = _packages(wanted.causes)
    found = standings(wanted, _candidates(wanted, packages, anywhere=anywhere), seed_of(day))
    return [_match(wanted, standing, packages.get(standing.candidate.provider_id, [])) for standing in found]


def _packages(causes: Collection[str]) -> dict[uuid.UUID, list[Package]]:
    found: dict[uuid.UUID, list[Package]] = {}
    if causes:
        rows = Package.objects.filter(
            cause__in=sorted(causes), withdrawn_at=None, provider__state=ProviderState.LISTED.value
        )
        for row in rows.order_by("cause"):
            found.setdefault(row.provider_id, []).append(row)
    return found


def _candidates(wanted: Wanted, packages: dict[uuid.UUID, list[Package]], *, anywhere: bool) -> Sequence[Candidate]:
    rows: Any = Provider.objects.filter(state=ProviderState.LISTED.value)
    serving: set[uuid.UUID] = set()
    if wanted.municipality:
        areas = ProviderArea.objects.filter(municipality=wanted.municipality)
        if not anywhere:
            rows = rows.filter(Q(everywhere=True) | Q(id__in=areas.values("provider_id")))
        serving = set(areas.values_list("provider_id", flat=True))
    if wanted.causes:
        doing = Package.objects.filter(cause__in=sorted(wanted.causes), withdrawn_at=None)
        rows = rows.filter(id__in=doing.values("provider_id"))
    fields = rows.values_list("id", "everywhere", "sectors", "sizes", "languages")
    return [
        Candidate(
            provider_id=one,
            causes=frozenset(package.cause for package in packages.get(one, ())),
            everywhere=everywhere,
            serves_place=one in serving,
            sectors=sectors,
            sizes=sizes,
            languages=languages,
        )
        for one, everywhere, sectors, sizes, languages in fields
    ]


def _match(wanted: Wanted, standing: Standing, packages: Collection[Package]) -> Match:
    candidate, fit = standing.candidate, standing.fit
    reasons = Reasons(
        actions=fit.actions,
        wanted=len(wanted.causes),
        rungs=fit.rungs,
        everywhere=candidate.everywhere,
        drawn=standing.drawn,
        equals=standing.equals,
    )
    views = tuple(package_view(package) for package in packages)
    return Match(candidate.provider_id, standing.place, fit.points, reasons, views)
