"""The directory of service providers, for anybody: by task and municipality, in the order of the day. No place is for sale."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from weerbaar.portal.action_plans.plan.describe import title_of
from weerbaar.portal.action_plans.plan.table import cause_table
from weerbaar.portal.knowledge.municipalities import Municipality, find_municipality, municipality
from weerbaar.portal.providers.errors import NoSuchProvider
from weerbaar.portal.providers.matching import Match, Wanted, ranked, with_packages
from weerbaar.portal.providers.seed_selectors import days_of_order, list_of_day
from weerbaar.portal.providers.selectors import listed_provider, listed_providers, offered_causes
from weerbaar.portal.quotes.record import record_by_cause, record_of, records_of
from weerbaar.portal.web.entrepreneur.texts import sector_words, size_words
from weerbaar.portal.web.public.order_files import fits_file, list_file
from weerbaar.portal.web.public.provider_words import OfferView, mark_line, offer_view, price_words, work_words
from weerbaar.portal.web.public.visitors import language_of_page
from weerbaar.questionnaires.load_bank import load_bank

PER_PAGE = 20
_BANK = "basisscan"


@dataclass(frozen=True)
class Question:
    """What a visitor filters by. `place` is None when nothing was typed or nobody knows it."""

    cause: str
    place: Municipality | None
    place_text: str
    page: int

    @property
    def wanted(self) -> Wanted:
        """The same, as what is compared with providers."""
        causes = frozenset({self.cause}) if self.cause else frozenset()
        return Wanted(causes, municipality=self.place.key if self.place else "")

    def query(self, **more: object) -> str:
        """The question as the query of an address."""
        words = {"taak": self.cause, "gemeente": self.place_text, **more}
        return urlencode({name: value for name, value in words.items() if value})


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """`taak` and `gemeente` in the address choose who is shown, `pagina` which part."""
    causes = cause_titles(offered_causes())
    question = _question(request, causes)
    found = ranked(question.wanted, day=timezone.localdate())
    pages = max(1, -(-len(found) // PER_PAGE))
    page = min(question.page, pages)
    shown = with_packages(question.wanted, found[(page - 1) * PER_PAGE : page * PER_PAGE])
    context = {
        "question": question,
        "causes": sorted(causes.items(), key=lambda pair: pair[1]),
        "cause": causes.get(question.cause, ""),
        "total": len(found),
        "offers": _offers(shown, question.place),
        "before": f"?{question.query(pagina=page - 1)}" if page > 1 else "",
        "after": f"?{question.query(pagina=page + 1)}" if page < pages else "",
        "file": question.query(),
    }
    return render(request, "public/directory.html", context)


@require_safe
def directory_file(request: HttpRequest) -> HttpResponse:
    """The same list as a file, to keep until the seed of today is shown."""
    question, today = _question(request, cause_titles(offered_causes())), timezone.localdate()
    return fits_file(question.wanted, ranked(question.wanted, day=today), today)


@require_safe
def provider_public(request: HttpRequest, listed_id: uuid.UUID) -> HttpResponse:
    """All that anybody may know of a listed provider."""
    try:
        card = listed_provider(listed_id)
    except NoSuchProvider as error:
        raise Http404 from error
    titles = cause_titles([package.cause for package in card.packages])
    records = record_by_cause(card.id)
    seat = municipality(card.municipality)
    sizes = {band.value: text for band, text in size_words().items()}
    context = {
        "card": card,
        "seat": seat.name if seat else "",
        "areas": [known.name for known in map(municipality, card.areas) if known],
        "packages": [
            (package, titles[package.cause], price_words([package]), work_words(records.get(package.cause)))
            for package in card.packages
        ],
        "marks": [(mark, mark_line(mark)) for mark in card.marks],
        "work": work_words(record_of(card.id)),
        "sectors": [sector_words()[word] for word in card.sectors if word in sector_words()],
        "sizes": [sizes[word] for word in card.sizes if word in sizes],
    }
    return render(request, "public/provider.html", context)


@require_safe
def order_of_the_day(request: HttpRequest) -> HttpResponse:
    """The hashes and seeds, and how to recompute an order."""
    today = timezone.localdate()
    return render(request, "public/order.html", {"days": days_of_order(today), "today": today})


@require_safe
def order_list(request: HttpRequest, day: str) -> HttpResponse:
    """Who was listed on a day that has passed, as a file."""
    try:
        found = list_of_day(date.fromisoformat(day), timezone.localdate())
    except ValueError as error:
        raise Http404 from error
    if found is None:
        raise Http404
    return list_file(found)


def cause_titles(causes: Sequence[str]) -> dict[str, str]:
    """What each action is called, by its key."""
    bank, table, language = load_bank(_BANK), cause_table(), language_of_page()
    return {cause: title_of(cause, bank, table, language) for cause in causes}


def _question(request: HttpRequest, causes: Mapping[str, str]) -> Question:
    cause = request.GET.get("taak", "")
    typed = request.GET.get("gemeente", "").strip()
    page = request.GET.get("pagina", "")
    return Question(
        cause=cause if cause in causes else "",
        place=find_municipality(typed),
        place_text=typed,
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 and int(page) else 1,
    )


def _offers(shown: Sequence[Match], place: Municipality | None) -> Sequence[OfferView]:
    ids = [one.provider_id for one in shown]
    cards, records = listed_providers(ids, in_list=True), records_of(ids)
    return [
        offer_view(cards[one.provider_id], one, records.get(one.provider_id), place)
        for one in shown
        if one.provider_id in cards
    ]
