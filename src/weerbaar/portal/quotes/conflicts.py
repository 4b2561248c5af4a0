"""Who assessed or advised a company may not quote there, unless its owner lifts that on the record.

A task list that a supplier holds by link is no assessment: it was told what to do, and did not say what has to be done.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Q
from django.utils import timezone

from weerbaar.portal.action_plans.models import ActionStep
from weerbaar.portal.action_plans.states import Verb
from weerbaar.portal.assessments.models import AnswerDocument, AnswerRevision
from weerbaar.portal.core.actors import ActorKind
from weerbaar.portal.organisations.models import Grant, Membership
from weerbaar.portal.organisations.words import GrantScope
from weerbaar.portal.parks.models import Park, ParkSeat
from weerbaar.portal.providers.models import Provider
from weerbaar.portal.quotes.models import ConflictLift

# Who looked into a company so long ago knows no more of it than its website tells.
REMEMBERED = timedelta(days=2 * 365)
_ADVISING = (GrantScope.PLAN.value, GrantScope.EVERYTHING.value)


class ConflictReason(StrEnum):
    """ADVISED: it, or an organisation with the same people, could read the company's plan. ASSESSED: one of its people
    answered or confirmed for the company. SAME_PEOPLE: somebody belongs to both.
    """

    ADVISED = "advised"
    ASSESSED = "assessed"
    SAME_PEOPLE = "same-people"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why this provider may not quote at this company. `lifted_at` is when the owner let it all the same, and why."""

    provider_id: uuid.UUID
    reasons: frozenset[ConflictReason]
    lifted_at: datetime | None = None
    lifted_because: str = ""


@dataclass(frozen=True, slots=True)
class _Ties:
    """What a company has to do with others: its people, who answered for it, who could read its plan, and their people."""

    people: frozenset[uuid.UUID]
    answered: frozenset[uuid.UUID]
    advisers: frozenset[uuid.UUID]
    people_of_advisers: frozenset[uuid.UUID]


class ParkTie(StrEnum):
    """What a provider has to do with who runs an area. ITSELF: it is the association. PEOPLE: somebody belongs to the
    association too. SEAT: somebody works for the area.
    """

    ITSELF = "itself"
    PEOPLE = "people"
    SEAT = "seat"


def conflict_of(organisation_id: uuid.UUID, provider_id: uuid.UUID, *, now: datetime | None = None) -> Conflict | None:
    """The conflict that keeps this provider from quoting; None when there is none, or when it was lifted."""
    found = conflicts_of(organisation_id, now=now, provider_id=provider_id).get(provider_id)
    return found if found is not None and found.lifted_at is None else None


def conflicts_of(
    organisation_id: uuid.UUID, *, now: datetime | None = None, provider_id: uuid.UUID | None = None
) -> Mapping[uuid.UUID, Conflict]:
    """All conflicts of a company by provider, lifted ones too; of one provider, if one is given. A fixed number of queries."""
    ties = _ties_of(organisation_id, now or timezone.now())
    near = ties.people | ties.answered | ties.people_of_advisers
    # Only providers that some of these people, or an adviser, belong to: there are thousands of others.
    theirs = Membership.objects.filter(user_id__in=near, user__is_active=True).values("organisation_id")
    rows = Provider.objects.filter(Q(organisation_id__in=theirs) | Q(organisation_id__in=ties.advisers))
    owners = dict((rows.filter(id=provider_id) if provider_id else rows).values_list("organisation_id", "id"))
    people: dict[uuid.UUID, set[uuid.UUID]] = {}
    for owner, user in _members(near, owners):
        people.setdefault(owner, set()).add(user)
    lifts = {lift.provider_id: lift for lift in ConflictLift.objects.filter(organisation_id=organisation_id)}
    found = {}
    for owner in {*people, *(ties.advisers & set(owners))}:
        reasons = _reasons(owner, frozenset(people.get(owner, ())), ties)
        if reasons:
            one, lift = owners[owner], lifts.get(owners[owner])
            found[one] = Conflict(one, reasons, lift.at, lift.reason) if lift else Conflict(one, reasons)
    return found


def park_ties_of(park_id: uuid.UUID) -> Mapping[uuid.UUID, frozenset[ParkTie]]:
    """The providers that are tied to who runs an area, for who compares offers there: it is shown, not forbidden."""
    park = Park.objects.filter(id=park_id).first()
    if park is None:
        return {}
    owners = dict(Provider.objects.values_list("organisation_id", "id"))
    of_association = Membership.objects.filter(organisation__parks=park, user__is_active=True)
    groups = {
        ParkTie.PEOPLE: frozenset(of_association.values_list("user_id", flat=True)),
        ParkTie.SEAT: frozenset(ParkSeat.objects.filter(park_id=park_id).values_list("user_id", flat=True)),
    }
    found: dict[uuid.UUID, set[ParkTie]] = {}
    if park.association_id in owners:
        found[owners[park.association_id]] = {ParkTie.ITSELF}
    for tie, users in groups.items():
        for owner, _user in _members(users, owners):
            found.setdefault(owners[owner], set()).add(tie)
    return {provider: frozenset(ties) for provider, ties in found.items()}


def _reasons(owner: uuid.UUID, people: frozenset[uuid.UUID], ties: _Ties) -> frozenset[ConflictReason]:
    holds = {
        ConflictReason.ADVISED: owner in ties.advisers or bool(people & ties.people_of_advisers),
        ConflictReason.ASSESSED: bool(people & (ties.answered - ties.people)),
        ConflictReason.SAME_PEOPLE: bool(people & ties.people),
    }
    return frozenset(reason for reason, is_so in holds.items() if is_so)


def _members(users: frozenset[uuid.UUID], owners: Mapping[uuid.UUID, uuid.UUID]) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """Which of these people belong to which of these organisations."""
    rows = Membership.objects.filter(user_id__in=users, user__is_active=True).values_list("organisation_id", "user_id")
    return [(owner, user) for owner, user in rows if owner in owners]


def _ties_of(organisation_id: uuid.UUID, now: datetime) -> _Ties:
    since = now - REMEMBERED
    members = Membership.objects.filter(organisation_id=organisation_id, user__is_active=True)
    advisers = frozenset(
        receiver
        for receiver, ended in Grant.objects.filter(
            organisation_id=organisation_id, scope__in=_ADVISING, until__gt=since, work_orders=None
        ).values_list("receiver_id", "withdrawn_at")
        if ended is None or ended > since
    )
    of_advisers = Membership.objects.filter(organisation_id__in=advisers, user__is_active=True)
    return _Ties(
        people=frozenset(members.values_list("user_id", flat=True)),
        answered=_answered_for(organisation_id, since),
        advisers=advisers,
        people_of_advisers=frozenset(of_advisers.values_list("user_id", flat=True)),
    )


def _answered_for(organisation_id: uuid.UUID, since: datetime) -> frozenset[uuid.UUID]:
    """Who answered, gave a document or confirmed a task as one of the company's people."""
    answers = AnswerRevision.objects.filter(assessment__organisation_id=organisation_id, at__gt=since)
    documents = AnswerDocument.objects.filter(assessment__organisation_id=organisation_id, added_at__gt=since)
    confirmed = ActionStep.objects.filter(
        action__organisation_id=organisation_id, at__gt=since, actor=ActorKind.PERSON, verb=Verb.CONFIRM
    )
    found = {
        *answers.values_list("by_id", flat=True),
        *documents.values_list("added_by_id", flat=True),
        *confirmed.values_list("actor_id", flat=True),
    }
    return frozenset(user for user in found if user is not None)
