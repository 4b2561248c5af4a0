"""The page on finding help as data: what was asked, who fits, and who may not be chosen."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from weerbaar.portal.action_plans.selectors import ActionItem, plan_of
from weerbaar.portal.knowledge.municipalities import Municipality, find_municipality, municipality
from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.providers.matching import Match, Standing, Wanted, ranked, with_packages
from weerbaar.portal.providers.selectors import listed_providers
from weerbaar.portal.quotes.askable import askable
from weerbaar.portal.quotes.conflicts import conflicts_of
from weerbaar.portal.quotes.record import records_of
from weerbaar.portal.quotes.services.make_request import MOST_ASKED
from weerbaar.portal.web.entrepreneur.help_request_page import ids_of
from weerbaar.portal.web.entrepreneur.member_page import Member
from weerbaar.portal.web.public.provider_words import OfferView, offer_view
from weerbaar.portal.web.public.visitors import language_of_page

STEP, MOST_SHOWN = 10, 100
MOST_COMPARED = 3


@dataclass(frozen=True)
class Search:
    """What somebody looks for. `tasks` can be chosen, `chosen` are; `providers` were ticked. `place_text` was typed, and
    `place` is what it means: None when nothing was typed or nobody knows it.
    """

    company: OrganisationView
    tasks: Sequence[ActionItem]
    chosen: Sequence[ActionItem]
    providers: tuple[uuid.UUID, ...]
    place: Municipality | None
    place_text: str
    anywhere: bool
    shown: int
    language: str

    @property
    def wanted(self) -> Wanted:
        """The same, as what is compared with providers."""
        return Wanted(
            causes=frozenset(item.cause for item in self.chosen),
            municipality=self.place.key if self.place else "",
            sector=self.company.sector,
            size=self.company.size.value,
            language=self.language,
        )


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A provider that fits. `is_barred`: it may not quote here. `missing` are the titles of the tasks that it does not do."""

    offer: OfferView
    missing: Sequence[str]
    is_barred: bool
    is_chosen: bool


@dataclass(frozen=True)
class Found:
    """Who fits: the first of `total`. `next_shown` is how many to show when somebody wants more; 0 when there are no more."""

    lines: Sequence[FoundLine]
    total: int
    next_shown: int


def question_of(request: HttpRequest, member: Member) -> Search:
    """What the address asks for. The company's own municipality counts where none was typed."""
    language = language_of_page()
    tasks = askable(member.organisation, plan_of(member.organisation, language))
    wanted = set(ids_of(request.GET.getlist("actie")))
    typed = request.GET.get("gemeente", "").strip()
    own = municipality(member.organisation.municipality) or find_municipality(member.organisation.place)
    place = find_municipality(typed) if typed else None if "gemeente" in request.GET else own
    return Search(
        company=member.organisation,
        tasks=tasks,
        chosen=[item for item in tasks if item.id in wanted],
        providers=tuple(dict.fromkeys(ids_of(request.GET.getlist("dienstverlener")))),
        place=place,
        place_text=typed or (place.name if place else ""),
        anywhere=request.GET.get("overal") == "1",
        shown=_number(request.GET.get("tot", "")),
        language=language.value,
    )


def found_for(search: Search, *, only: Collection[uuid.UUID] | None = None) -> Found:
    """Who fits, in the order of today; of these alone, if any are given. Who was ticked is shown, however far down."""
    fits = ranked(search.wanted, day=timezone.localdate(), anywhere=search.anywhere)
    if only is not None:
        shown = [one for one in fits if one.candidate.provider_id in only]
    else:
        first, ticked = search.shown, frozenset(search.providers)
        shown = [one for at, one in enumerate(fits) if at < first or one.candidate.provider_id in ticked]
    more = min(search.shown + STEP, MOST_SHOWN) if only is None and len(fits) > search.shown < MOST_SHOWN else 0
    return Found(_lines(search, shown), len(fits), more)


def refused(search: Search, wish: str) -> dict[str, list[str]]:
    """Why the chosen providers cannot be asked or compared."""
    if wish not in ("vraag", "vergelijk"):
        return {}
    number = len(search.providers)
    if not number:
        return {"providers": [_("Choose at least one provider.")]}
    if wish == "vergelijk":
        return {"providers": [_("You can compare at most three. Leave some out.")]} if number > MOST_COMPARED else {}
    if number > MOST_ASKED:
        return {"providers": [_("You can ask at most five. Leave some out.")]}
    if set(search.providers) & barred_at(search.company):
        return {"providers": [_("Who looked along with you may give no price. Leave it out.")]}
    if len(listed_providers(search.providers)) < number:
        return {"providers": [_("One of these providers takes no requests now. Leave it out.")]}
    return {}


def barred_at(company: OrganisationView) -> frozenset[uuid.UUID]:
    """Who may not quote at this company."""
    return frozenset(one for one, conflict in conflicts_of(company.id).items() if conflict.lifted_at is None)


def _lines(search: Search, shown: Sequence[Standing]) -> Sequence[FoundLine]:
    ids = [one.candidate.provider_id for one in shown]
    cards, records, barred = listed_providers(ids, in_list=True), records_of(ids), barred_at(search.company)
    return [
        FoundLine(
            offer=offer_view(cards[one.provider_id], one, records.get(one.provider_id), search.place),
            missing=_missing(search, one),
            is_barred=one.provider_id in barred,
            is_chosen=one.provider_id in search.providers,
        )
        for one in with_packages(search.wanted, shown)
        if one.provider_id in cards
    ]


def _missing(search: Search, one: Match) -> Sequence[str]:
    does = {package.cause for package in one.packages}
    return [item.text.title for item in search.chosen if item.cause not in does]


def _number(text: str) -> int:
    """How many to show: a whole step of them, within reason."""
    wanted = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else STEP
    return max(STEP, min(MOST_SHOWN, -(-wanted // STEP) * STEP))
