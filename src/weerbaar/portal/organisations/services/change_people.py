"""Changes roles, removes people, lets people leave. An organisation always keeps an owner."""

import uuid

from django.db import transaction

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.errors import MembershipFault, MembershipRefused
from weerbaar.portal.organisations.events import OrganisationEvent
from weerbaar.portal.organisations.models import Membership
from weerbaar.portal.organisations.selectors import assert_may_manage, organisation_of
from weerbaar.portal.organisations.words import Role


def change_role(organisation_id: uuid.UUID, user_id: uuid.UUID, role: Role, *, actor: Person) -> None:
    """Give a colleague another role. To hand over the company, make somebody else owner first.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner of it.
        MembershipRefused: there is no such colleague, or no owner would be left.
    """
    with transaction.atomic():
        assert_may_manage(actor, organisation_id)
        row = _seat(organisation_id, user_id)
        if role is not Role.OWNER:
            _assert_not_last_owner(row)
        Membership.objects.filter(id=row.id).update(role=role.value)
        record_event(
            OrganisationEvent.ROLE_CHANGED,
            actor=actor,
            subject_id=user_id,
            organisation_id=organisation_id,
            role=role.value,
        )


def remove_colleague(organisation_id: uuid.UUID, user_id: uuid.UUID, *, actor: Person) -> None:
    """Take somebody's seat away; at the next request nothing is seen any more.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner of it.
        MembershipRefused: there is no such colleague, or no owner would be left.
    """
    with transaction.atomic():
        assert_may_manage(actor, organisation_id)
        _take_away(organisation_id, user_id, OrganisationEvent.REMOVED, actor)


def leave_organisation(organisation_id: uuid.UUID, *, actor: Person) -> None:
    """Give one's own seat back.

    Raises:
        NoSuchOrganisation: this person is no member.
        MembershipRefused: no owner would be left.
    """
    with transaction.atomic():
        organisation_of(actor, organisation_id)
        _take_away(organisation_id, actor.user_id, OrganisationEvent.LEFT, actor)


def _take_away(organisation_id: uuid.UUID, user_id: uuid.UUID, word: OrganisationEvent, actor: Person) -> None:
    row = _seat(organisation_id, user_id)
    _assert_not_last_owner(row)
    row.delete()
    record_event(word, actor=actor, subject_id=user_id, organisation_id=organisation_id)


def _seat(organisation_id: uuid.UUID, user_id: uuid.UUID) -> Membership:
    row = Membership.objects.filter(organisation_id=organisation_id, user_id=user_id).first()
    if row is None:
        raise MembershipRefused(MembershipFault.NO_SUCH_MEMBER)
    return row


def _assert_not_last_owner(row: Membership) -> None:
    owners = Membership.objects.filter(organisation_id=row.organisation_id, role=Role.OWNER.value)
    if row.role == Role.OWNER and not owners.exclude(id=row.id).exists():
        raise MembershipRefused(MembershipFault.LAST_OWNER)
