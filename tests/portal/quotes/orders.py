"""An order of the bakery at a provider, as an accepted quote leaves it: lines, a grant, and a link to the tasks."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from django.utils import timezone

from tests.portal.action_plans.company import domain_of, ended, measured, say, with_dmarc
from tests.portal.people import Bakery, Somebody, bakery, organisation, somebody
from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.core.actors import ProviderPerson
from weerbaar.portal.core.ids import fingerprint, new_token
from weerbaar.portal.organisations.words import OrganisationKind
from weerbaar.portal.providers.models import Provider
from weerbaar.portal.providers.words import ProviderState
from weerbaar.portal.quotes.models import OrderLine, QuoteRequest, RequestInvitation, WorkOrder
from weerbaar.portal.quotes.services.accept_quote import accept_quote
from weerbaar.portal.quotes.services.follow_scan import follow_scan
from weerbaar.scanner.scan.result import ScanResult

_numbers = count(1)
# One that a run can see, and one that none can.
MAIL, BACKUP = "ACT-MAILAUTH", "ACT-BACKUP"


@dataclass
class Ordered:
    """The bakery, its order, and Dirk of the provider."""

    here: Bakery
    dirk: Somebody
    provider: Provider
    order: WorkOrder
    token: str

    @property
    def by_dirk(self) -> ProviderPerson:
        """Dirk, acting for the provider."""
        return ProviderPerson(self.dirk.user.id, self.provider.organisation_id)

    def line(self, cause: str = MAIL) -> OrderLine:
        """The line as it is now."""
        return OrderLine.objects.get(order=self.order, cause=cause)

    def action(self, cause: str = MAIL) -> Action:
        """The action as it is now."""
        return Action.objects.get(organisation_id=self.here.id, cause=cause)

    def ended(self, run_id: uuid.UUID, result: ScanResult, *, at: datetime | None = None) -> uuid.UUID:
        """A run ends with this result, and the plan and the order follow."""
        ended(run_id, result, at=at)
        follow_scan(run_id)
        return run_id


def a_provider(who: Somebody, name: str = "Noorderzon ICT", **fields: object) -> Provider:
    """A listed provider of somebody."""
    owner = organisation(who, name, OrganisationKind.PROVIDER)
    return Provider.objects.create(
        organisation_id=owner, state=ProviderState.LISTED.value, municipality="meeuwenwaard", **fields
    )


def ordered(*causes: str, here: Bakery | None = None, by_link: bool = False) -> Ordered:
    """An order for these actions (the mail one alone when none are named); `by_link`: at a supplier without an account."""
    causes = causes or (MAIL,)
    here = here or bakery()
    if MAIL in causes:
        measured(here, domain_of(here), with_dmarc(None))
    if BACKUP in causes:
        say(here, "BP5-01", "no")
    dirk = somebody(f"dirk{next(_numbers)}")
    provider = a_provider(dirk)
    return Ordered(here, dirk, provider, *order_at(here, None if by_link else provider, causes))


def next_door(here: Bakery) -> Bakery:
    """Otto's company, as the tests see the bakery."""
    return Bakery(here.otto_id, here.otto, here.otto, here.otto, here.anna, here.id)


def order_at(here: Bakery, provider: Provider | None, causes: tuple[str, ...]) -> tuple[WorkOrder, str]:
    """The company asks for these actions, gets a quote for each and accepts them; with the secret of a supplier's link."""
    now, token = timezone.now(), new_token()
    actions = list(Action.objects.filter(organisation_id=here.id, cause__in=causes))
    assert len(actions) == len(causes)
    request = QuoteRequest.objects.create(
        organisation_id=here.id, language="nl", made_at=now, deadline=now + timedelta(days=7)
    )
    invitation = RequestInvitation.objects.create(
        request=request,
        provider=provider,
        supplier="" if provider else "Noorderzon ICT",
        token_hash="" if provider else fingerprint(token),
    )
    quote = invitation.quotes.create(submitted_at=now, valid_until=timezone.localdate(now))
    asked = [request.actions.create(action=action, cause=action.cause, title=action.cause) for action in actions]
    for one in asked:
        quote.lines.create(requested=one, scope="Alles", price_cents=42_000, vat_percent=21, ready_in_days=10)
    order_id = accept_quote(here.id, quote.id, [one.id for one in asked], actor=here.anna.person, now=now)
    return WorkOrder.objects.get(id=order_id), token
