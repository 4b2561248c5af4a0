"""Who was invited to a request: a listed provider with an account, or a supplier with a link. For services and selectors of
this app only. Both see the same and do the same.
"""

import uuid

from weerbaar.portal.core.actors import LinkHolder, Person, ProviderPerson
from weerbaar.portal.core.ids import fingerprint
from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.organisations.selectors import assert_may_work, organisation_of
from weerbaar.portal.providers.models import Provider
from weerbaar.portal.providers.words import ProviderState
from weerbaar.portal.quotes.errors import InvitationFault as Fault
from weerbaar.portal.quotes.errors import NoSuchInvitation
from weerbaar.portal.quotes.models import QuoteRequest, RequestInvitation
from weerbaar.portal.quotes.words import InvitationState, RequestState

Invited = ProviderPerson | LinkHolder


def invitation_by_link(holder: LinkHolder) -> uuid.UUID:
    """The invitation that a link was made for.

    Raises:
        NoSuchInvitation: there is no such link.
    """
    row = RequestInvitation.objects.filter(token_hash=fingerprint(holder.token)).exclude(token_hash="").first()
    if row is None:
        raise NoSuchInvitation(Fault.UNKNOWN)
    return row.id


def seen_by(invitation_id: uuid.UUID, actor: Invited) -> RequestInvitation:
    """The invitation, for whoever may read it.

    Raises:
        NoSuchInvitation: it is not theirs, or not any more.
        NoSuchOrganisation: this person does not belong to the provider.
    """
    if isinstance(actor, ProviderPerson):
        organisation_of(Person(actor.user_id), actor.organisation_id)
    row = RequestInvitation.objects.select_related("request", "provider").filter(id=invitation_id).first()
    return _assert_open_to(row, actor)


def held_by(invitation_id: uuid.UUID, actor: Invited) -> RequestInvitation:
    """The invitation, for whoever may work on it, locked: company first, then request, invitation, provider. Nobody accepts,
    withdraws or suspends meanwhile. Wants a transaction.

    Raises:
        NoSuchInvitation: it is not theirs, or not any more.
        NoSuchOrganisation, NotAllowed: this person may not work for the provider.
    """
    if isinstance(actor, ProviderPerson):
        assert_may_work(Person(actor.user_id), actor.organisation_id)
    # The company first, as who erases it does: neither waits for the other then.
    asking = Organisation.objects.filter(quote_requests__invitations__id=invitation_id).values("id")
    Organisation.objects.select_for_update(no_key=True).filter(id__in=asking).first()
    request = QuoteRequest.objects.select_for_update().filter(invitations__id=invitation_id).first()
    row = RequestInvitation.objects.select_for_update().filter(id=invitation_id).first()
    if row is None or request is None:
        raise NoSuchInvitation(Fault.UNKNOWN)
    row.request = request
    if row.provider_id is not None:
        row.provider = Provider.objects.select_for_update().get(id=row.provider_id)
    return _assert_open_to(row, actor)


def _assert_open_to(row: RequestInvitation | None, actor: Invited) -> RequestInvitation:
    if row is None or not _is_theirs(row, actor):
        raise NoSuchInvitation(Fault.UNKNOWN)
    if row.provider is not None and row.provider.state != ProviderState.LISTED:
        raise NoSuchInvitation(Fault.NOT_LISTED)
    if row.request.state == RequestState.WITHDRAWN:
        raise NoSuchInvitation(Fault.WITHDRAWN, row.request.ended_at)
    if row.state == InvitationState.REVOKED:
        raise NoSuchInvitation(Fault.REVOKED)
    return row


def _is_theirs(row: RequestInvitation, actor: Invited) -> bool:
    if isinstance(actor, ProviderPerson):
        return row.provider is not None and row.provider.organisation_id == actor.organisation_id
    return row.provider is None and bool(row.token_hash) and row.token_hash == fingerprint(actor.token)
