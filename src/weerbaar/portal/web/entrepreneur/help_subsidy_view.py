"""What a company could have done or has ordered, with its price, as the page about subsidies shows it."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerbaar.portal.action_plans.selectors import plan_of
from weerbaar.portal.knowledge.subsidies import Fit, Job
from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.organisations.words import SizeBand
from weerbaar.portal.quotes.company_selectors import request_of_company, requests_of
from weerbaar.portal.quotes.order_selectors import orders_of_company
from weerbaar.portal.quotes.words import LineState, QuoteState, RequestState
from weerbaar.portal.web.components.money import euro
from weerbaar.portal.web.subsidy_texts import paper_words, scheme_words, standing_mark, why_sentence
from weerbaar.scanner.vocabulary.language import Language

# The newest of each: older ones were looked at when they were new.
_MOST = 20
_LEAST_PEOPLE = {
    SizeBand.ONE: 1,
    SizeBand.TO_NINE: 2,
    SizeBand.TO_FORTY_NINE: 10,
    SizeBand.TO_249: 50,
    SizeBand.MORE: 250,
}
_ADVICE = "ACT-RISK"


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be chosen. `lines` are causes with prices in cents without VAT. `order_id` of what was ordered."""

    key: str
    title: str
    lines: Sequence[tuple[str, int]]
    is_estimate: bool = False
    bought_on: date | None = None
    order_id: str = ""

    @property
    def price_cents(self) -> int:
        """All of it, without VAT."""
        return sum(price for _cause, price in self.lines)

    @property
    def label(self) -> str:
        """How it reads in the list."""
        price = euro(self.price_cents)
        return f"{self.title}: {_('about %(price)s') % {'price': price} if self.is_estimate else price}"

    @property
    def is_advice(self) -> bool:
        """Whether it holds advice, of which some schemes ask who gives it."""
        return any(cause == _ADVICE for cause, _price in self.lines)


@dataclass(frozen=True, slots=True)
class FitCard:
    """A scheme for the chosen thing, in words. `left_cents` is what remains to be paid."""

    fit: Fit
    words: dict[str, str]
    mark: tuple[str, str]
    why: Sequence[str]
    papers: Sequence[str]
    left_cents: int


def things_of(view: OrganisationView, language: Language) -> Sequence[Thing]:
    """Orders first, then offers that can be chosen, then tasks of the plan with what we estimate."""
    plan = plan_of(view, language)
    causes = {item.id: item.cause for item in plan.items}
    tasks = [
        Thing(f"taak-{item.id}", item.text.title, [(item.cause, item.weight.euros * 100)], is_estimate=True)
        for item in plan.to_do
        if item.weight.euros
    ]
    return [*_ordered(view), *_offered(view, causes), *tasks[:_MOST]]


def chosen_thing(things: Sequence[Thing], key: str) -> Thing | None:
    """The one that the address names."""
    return next((thing for thing in things if thing.key == key), None)


def job_of(thing: Thing, view: OrganisationView, *, by_seller: bool) -> Job:
    """The job, for the rules of the schemes."""
    return Job(
        lines=thing.lines,
        least_people=_LEAST_PEOPLE[view.size],
        most_people=view.size.employees,
        sector=view.sector,
        bought_on=thing.bought_on,
        is_sellers_advice=by_seller and thing.is_advice,
    )


def fit_card(fit: Fit, thing: Thing, language: Language) -> FitCard:
    """A scheme in words."""
    papers = paper_words()
    return FitCard(
        fit=fit,
        words=scheme_words(fit.scheme, language),
        mark=standing_mark(fit.standing),
        why=[why_sentence(why, fit.scheme) for why in fit.why],
        papers=[papers[paper] for paper in fit.scheme.papers],
        left_cents=thing.price_cents - (fit.amount_cents or 0),
    )


def _ordered(view: OrganisationView) -> Sequence[Thing]:
    return [
        Thing(
            key=f"opdracht-{order.id}",
            title=_("Order %(number)s of %(who)s") % {"number": order.number, "who": order.parties.provider},
            lines=[(line.cause, line.price_cents) for line in order.lines if line.state is not LineState.CANCELLED],
            bought_on=timezone.localdate(order.ordered_at),
            order_id=str(order.id),
        )
        for order in orders_of_company(view)[:_MOST]
    ]


def _offered(view: OrganisationView, causes: Mapping[uuid.UUID, str]) -> Sequence[Thing]:
    found = []
    for row in requests_of(view)[:_MOST]:
        if row.state is not RequestState.OPEN or not row.quoted:
            continue
        for one in request_of_company(view, row.id).offers:
            if one.offer is None or one.offer.state is not QuoteState.SUBMITTED:
                continue
            lines = [(causes.get(line.action_id, ""), line.price_cents) for line in one.offer.lines]
            number = ngettext("%(number)s task", "%(number)s tasks", len(lines)) % {"number": len(lines)}
            title = _("Quote of %(who)s, %(tasks)s") % {"who": one.name, "tasks": number}
            found.append(Thing(f"offerte-{one.offer.id}", title, lines))
    return found
