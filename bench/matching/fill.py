"""The world of the bench: providers, packages, areas, records, and open requests, all by one fixed seed."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from django.utils import timezone

from tests.portal.action_plans.company import domain_of, measured, say, with_dmarc
from tests.portal.people import Bakery, company, somebody
from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.action_plans.plan.table import cause_table
from weerbaar.portal.knowledge.municipalities import municipalities
from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.organisations.words import OrganisationKind, Sector, SizeBand
from weerbaar.portal.providers.models import Mark, Package, Provider, ProviderArea
from weerbaar.portal.providers.words import MarkState, ProviderState
from weerbaar.portal.quotes.models import OrderLine, QuoteRequest, RequestedAction, RequestInvitation, WorkOrder
from weerbaar.portal.quotes.words import LineState

SEED = 20261124
# Questions of the Basisscan whose answer no opens a task that others can do.
_ASKED = ("BP5-01", "BP3-01", "BP3-02", "BP4-01")


@dataclass(frozen=True)
class Size:
    """How much of everything."""

    providers: int = 2000
    requests: int = 5000
    visitors: int = 40
    jobs: int = 20_000


def fill(size: Size) -> list[Bakery]:
    """The world, and the companies whose people will look for help."""
    chance = Random(SEED)
    providers = _providers(size.providers, chance)
    looking = [_looking(number, chance) for number in range(size.visitors)]
    _requests(size.requests, providers, looking, chance)
    _jobs(size.jobs, providers, chance)
    return looking


def _providers(number: int, chance: Random) -> list[Provider]:
    places = [one.key for one in municipalities()]
    owners = [Organisation(name=f"Provider {at}", kind=OrganisationKind.PROVIDER.value) for at in range(number)]
    Organisation.objects.bulk_create(owners)
    rows = [_provider(owner, places, chance) for owner in owners]
    Provider.objects.bulk_create(rows)
    areas, packages, marks = [], [], []
    causes = [*cause_table().rows]
    for row in rows:
        if not row.everywhere:
            served = {row.municipality, *chance.sample(places, chance.randint(2, 30))}
            areas += [ProviderArea(provider=row, municipality=place) for place in served]
        packages += [_package(row, cause, chance) for cause in chance.sample(causes, chance.randint(3, 16))]
        marks += [_mark(row, mark) for mark in chance.sample(("MK-CVNL", "MK-ISO27001", "MK-CCV-PENTEST"), 2)]
    ProviderArea.objects.bulk_create(areas, batch_size=5000)
    Package.objects.bulk_create(packages, batch_size=2000)
    Mark.objects.bulk_create(marks, batch_size=2000)
    return rows


def _provider(owner: Organisation, places: list[str], chance: Random) -> Provider:
    states = [ProviderState.LISTED] * 19 + [ProviderState.SUBMITTED]
    return Provider(
        organisation=owner,
        state=chance.choice(states).value,
        about="We set rules for mail and keep copies of what matters. " * 6,
        municipality=chance.choice(places),
        everywhere=chance.random() < 0.15,
        sectors=[] if chance.random() < 0.6 else [word.value for word in chance.sample(list(Sector), 3)],
        sizes=[] if chance.random() < 0.6 else [word.value for word in chance.sample(list(SizeBand), 2)],
        languages=["nl"] if chance.random() < 0.7 else ["nl", "en"],
    )


def _package(row: Provider, cause: str, chance: Random) -> Package:
    price = chance.randint(50, 2500) * 100
    return Package(
        provider=row,
        cause=cause,
        included="Look, change, look again, and explain what was done. " * 8,
        price_from_cents=price,
        price_to_cents=price + chance.choice((0, 20_000)),
        lead_days=chance.randint(1, 40),
    )


def _mark(row: Provider, mark: str) -> Mark:
    return Mark(provider=row, mark=mark, holder="x", state=MarkState.VERIFIED.value, checked_on=timezone.localdate())


def _looking(number: int, chance: Random) -> Bakery:
    """A company with a measured domain and some answers, and so with a plan."""
    owner = somebody(f"looker{number}")
    here = company(owner, f"Company {number}", sector=chance.choice(list(Sector)).value)
    Organisation.objects.filter(id=here).update(municipality=chance.choice(municipalities()).key)
    bakery = Bakery(here, owner, owner, owner, owner, here)
    name = f"company-{number}.example"
    measured(bakery, domain_of(bakery, name), with_dmarc(None, name))
    for question in _ASKED:
        say(bakery, question, "no")
    return bakery


def _requests(number: int, providers: list[Provider], looking: list[Bakery], chance: Random) -> None:
    """Open requests of one to three tasks, at five providers each."""
    now = timezone.now()
    actions = {here.id: list(Action.objects.filter(organisation_id=here.id)) for here in looking}
    requests, asked, invited = [], [], []
    for _number in range(number):
        here = chance.choice(looking)
        row = QuoteRequest(organisation_id=here.id, language="nl", made_at=now, deadline=now + timedelta(days=9))
        requests.append(row)
        for action in chance.sample(actions[here.id], min(len(actions[here.id]), chance.randint(1, 3))):
            asked.append(RequestedAction(request=row, action=action, cause=action.cause, title="Task"))
        invited += [RequestInvitation(request=row, provider=one) for one in chance.sample(providers, 5)]
    QuoteRequest.objects.bulk_create(requests, batch_size=2000)
    RequestedAction.objects.bulk_create(asked, batch_size=2000)
    RequestInvitation.objects.bulk_create(invited, batch_size=5000)


def _jobs(number: int, providers: list[Provider], chance: Random) -> None:
    """Work that was delivered and proven; it belongs to companies that have gone."""
    now, causes = timezone.now(), [*cause_table().rows]
    orders = [
        WorkOrder(
            number=str(at),
            provider=chance.choice(providers),
            terms={},
            ordered_at=now - timedelta(days=chance.randint(20, 400)),
        )
        for at in range(number)
    ]
    WorkOrder.objects.bulk_create(orders, batch_size=2000)
    OrderLine.objects.bulk_create([_job(order, chance.choice(causes), chance) for order in orders], batch_size=2000)


def _job(order: WorkOrder, cause: str, chance: Random) -> OrderLine:
    delivered = order.ordered_at + timedelta(days=chance.randint(1, 19))
    return OrderLine(
        order=order,
        cause=cause,
        state=LineState.VERIFIED.value,
        price_cents=10_000,
        vat_percent=21,
        due_on=delivered.date(),
        delivered_at=delivered,
        solved_at=delivered,
        proof=[str(uuid.UUID(int=chance.getrandbits(128)))],
    )
