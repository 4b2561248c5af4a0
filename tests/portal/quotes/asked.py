"""A request of the bakery at two providers and at its own supplier by link, as asking for help leaves it."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from tests.portal.action_plans.company import domain_of, measured, say, with_dmarc
from tests.portal.people import Bakery, Somebody, bakery, somebody
from tests.portal.quotes.orders import BACKUP, MAIL, a_provider
from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.core.actors import LinkHolder, ProviderPerson
from weerbaar.portal.core.ids import fingerprint, new_token
from weerbaar.portal.organisations.models import Membership
from weerbaar.portal.organisations.words import Role
from weerbaar.portal.providers.models import Provider
from weerbaar.portal.quotes.models import Quote, QuoteRequest, RequestedAction, RequestInvitation
from weerbaar.portal.quotes.services.submit_quote import Line, QuoteForm


@dataclass
class Asked:
    """The bakery asks Dirk's and Eva's firms, and Nettex by link. Fleur may read at Dirk's firm, and Gijs works there."""

    here: Bakery
    request: QuoteRequest
    dirk: Somebody
    gijs: Somebody
    fleur: Somebody
    eva: Somebody
    provider: Provider
    other: Provider
    invitation: RequestInvitation
    other_invitation: RequestInvitation
    link_invitation: RequestInvitation
    token: str

    @property
    def by_dirk(self) -> ProviderPerson:
        """Dirk, acting for his firm."""
        return ProviderPerson(self.dirk.user.id, self.provider.organisation_id)

    @property
    def by_gijs(self) -> ProviderPerson:
        """His colleague."""
        return ProviderPerson(self.gijs.user.id, self.provider.organisation_id)

    @property
    def by_fleur(self) -> ProviderPerson:
        """Who may read there."""
        return ProviderPerson(self.fleur.user.id, self.provider.organisation_id)

    @property
    def by_eva(self) -> ProviderPerson:
        """The other firm."""
        return ProviderPerson(self.eva.user.id, self.other.organisation_id)

    @property
    def by_link(self) -> LinkHolder:
        """Whoever has the link."""
        return LinkHolder(self.token)

    def requested(self, cause: str = MAIL) -> RequestedAction:
        """One of the actions."""
        return self.request.actions.get(cause=cause)

    def line(self, cause: str = MAIL, **fields: object) -> Line:
        """What is offered for an action."""
        filled = {"scope": "Regel zetten en nakijken", "price_cents": 42_000, "ready_in_days": 8, **fields}
        return Line(self.requested(cause).id, **filled)  # type: ignore[arg-type]

    def form(self, *lines: Line, **fields: object) -> QuoteForm:
        """A quote that can be sent."""
        until = timezone.localdate(self.request.deadline) + timedelta(days=30)
        filled = {"as_a_whole": False, "conditions": "", "valid_until": until, **fields}
        return QuoteForm(lines=lines or (self.line(),), **filled)  # type: ignore[arg-type]

    def state(self, invitation: RequestInvitation | None = None) -> str:
        """Where an invitation stands now."""
        return RequestInvitation.objects.get(id=(invitation or self.invitation).id).state

    def quotes(self) -> list[tuple[int, str]]:
        """Version and state of each quote of Dirk's firm."""
        found = Quote.objects.filter(invitation=self.invitation).order_by("version")
        return list(found.values_list("version", "state"))


def asked(
    *, here: Bakery | None = None, causes: tuple[str, ...] = (MAIL, BACKUP), now: datetime | None = None
) -> Asked:
    """All of them."""
    here, now = here or bakery(), now or timezone.now()
    measured(here, domain_of(here), with_dmarc(None))
    say(here, "BP5-01", "no")
    request = QuoteRequest.objects.create(
        organisation_id=here.id,
        region="zwolle",
        sector="retail",
        size="2-9",
        language="nl",
        message="Graag voor de zomer.",
        made_by=here.anna.user,
        made_at=now,
        deadline=now + timedelta(days=7),
    )
    for action in Action.objects.filter(organisation_id=here.id, cause__in=causes):
        RequestedAction.objects.create(request=request, action=action, cause=action.cause, title=f"Taak {action.cause}")
    tag = uuid.uuid4().hex[:6]
    dirk, gijs, fleur, eva = (somebody(f"{name}{tag}") for name in ("dirk", "gijs", "fleur", "eva"))
    provider, other = a_provider(dirk), a_provider(eva, "Bitwacht")
    for who, role in ((gijs, Role.MEMBER), (fleur, Role.READER)):
        Membership.objects.create(organisation_id=provider.organisation_id, user=who.user, role=role.value)
    token = new_token()
    invite = RequestInvitation.objects.create
    return Asked(
        here,
        request,
        dirk,
        gijs,
        fleur,
        eva,
        provider,
        other,
        invite(request=request, provider=provider),
        invite(request=request, provider=other),
        invite(request=request, supplier="Nettex IT", email="nettex@mail.example", token_hash=fingerprint(token)),
        token,
    )
