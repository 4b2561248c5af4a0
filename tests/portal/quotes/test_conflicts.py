"""Who assessed or advised a company may not quote there: by examples, and over random graphs of people and organisations."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.portal.action_plans.company import say
from tests.portal.people import Bakery, bakery, company, organisation, somebody
from tests.portal.quotes.orders import Ordered, a_provider, ordered
from weerbaar.portal.audit.selectors import events_of_organisation
from weerbaar.portal.organisations.errors import NoSuchOrganisation, NotAllowed
from weerbaar.portal.organisations.models import Grant, Membership
from weerbaar.portal.organisations.services.share import GrantRequest, give_grant
from weerbaar.portal.organisations.words import GrantScope, OrganisationKind
from weerbaar.portal.parks.models import Park, ParkSeat
from weerbaar.portal.providers.models import Provider
from weerbaar.portal.quotes.conflicts import ConflictReason, ParkTie, conflict_of, conflicts_of, park_ties_of
from weerbaar.portal.quotes.line_errors import LiftFault, LiftRefused
from weerbaar.portal.quotes.models import ConflictLift
from weerbaar.portal.quotes.services.lift_conflict import lift_conflict

pytestmark = pytest.mark.django_db
ADVISED, ASSESSED, SAME = ConflictReason.ADVISED, ConflictReason.ASSESSED, ConflictReason.SAME_PEOPLE


@pytest.fixture
def here() -> Bakery:
    return bakery()


def _share(here: Bakery, receiver: uuid.UUID, scope: GrantScope) -> None:
    last_day = timezone.localdate() + timedelta(days=30)
    give_grant(here.id, GrantRequest(receiver, scope, "Hulp", last_day), actor=here.anna.person)


def _reasons(here: Bakery, provider: Provider) -> frozenset[ConflictReason]:
    found = conflict_of(here.id, provider.id)
    return found.reasons if found else frozenset()


def test_a_provider_that_never_saw_the_company_may_quote(here: Bakery) -> None:
    assert conflict_of(here.id, a_provider(somebody("dirk")).id) is None


@pytest.mark.parametrize(
    ("scope", "reasons"),
    [(GrantScope.LEVEL, set()), (GrantScope.PLAN, {ADVISED}), (GrantScope.EVERYTHING, {ADVISED})],
)
def test_who_could_read_the_plan_advised(here: Bakery, scope: GrantScope, reasons: set[ConflictReason]) -> None:
    provider = a_provider(somebody("dirk"))
    _share(here, provider.organisation_id, scope)
    assert _reasons(here, provider) == reasons


def test_what_was_shared_and_ended_is_remembered_for_two_years(here: Bakery) -> None:
    provider = a_provider(somebody("dirk"))
    _share(here, provider.organisation_id, GrantScope.PLAN)
    Grant.objects.update(withdrawn_at=timezone.now() - timedelta(days=700))
    assert _reasons(here, provider) == {ADVISED}
    Grant.objects.update(withdrawn_at=timezone.now() - timedelta(days=731))
    assert _reasons(here, provider) == set()


def test_an_adviser_with_the_same_people_is_the_same_adviser(here: Bakery) -> None:
    dirk = somebody("dirk")
    provider, adviser = a_provider(dirk), organisation(dirk, "Noorderzon Advies", OrganisationKind.ADVISER)
    _share(here, adviser, GrantScope.EVERYTHING)
    assert _reasons(here, provider) == {ADVISED}


def test_somebody_in_both_is_a_conflict(here: Bakery) -> None:
    provider = a_provider(here.carla)
    assert _reasons(here, provider) == {SAME}


def test_who_answered_for_the_company_and_went_over_to_a_provider_assessed_it(here: Bakery) -> None:
    say(here, "BP5-01", "no")
    Membership.objects.create(organisation_id=here.id, user=somebody("new").user, role="owner")
    Membership.objects.filter(organisation_id=here.id, user=here.anna.user).delete()
    assert _reasons(here, a_provider(here.anna)) == {ASSESSED}


def test_work_that_was_ordered_and_its_task_list_are_no_assessment() -> None:
    there: Ordered = ordered()
    Grant.objects.filter(work_orders=there.order).update(scope=GrantScope.EVERYTHING.value)
    assert _reasons(there.here, there.provider) == set()


def test_the_owner_lifts_it_on_the_record(here: Bakery) -> None:
    provider = a_provider(somebody("dirk"))
    _share(here, provider.organisation_id, GrantScope.PLAN)
    lift_conflict(here.id, provider.id, "Zij kennen onze systemen.", actor=here.anna.person)
    assert conflict_of(here.id, provider.id) is None
    assert conflicts_of(here.id)[provider.id].lifted_at is not None
    assert ConflictLift.objects.get().reason == "Zij kennen onze systemen."
    assert events_of_organisation(here.id)[0].word == "person:conflict:lift"


def test_only_the_owner_lifts_with_a_reason_and_only_what_is_there(here: Bakery) -> None:
    provider = a_provider(somebody("dirk"))
    with pytest.raises(LiftRefused) as nothing:
        lift_conflict(here.id, provider.id, "Daarom.", actor=here.anna.person)
    _share(here, provider.organisation_id, GrantScope.PLAN)
    with pytest.raises(LiftRefused) as silent:
        lift_conflict(here.id, provider.id, "  ", actor=here.anna.person)
    with pytest.raises(NotAllowed):
        lift_conflict(here.id, provider.id, "Daarom.", actor=here.carla.person)
    with pytest.raises(NoSuchOrganisation):
        lift_conflict(here.id, provider.id, "Daarom.", actor=here.otto.person)
    assert (nothing.value.fault, silent.value.fault) == (LiftFault.NO_CONFLICT, LiftFault.NO_REASON)
    assert conflict_of(here.id, provider.id) is not None


def test_a_lift_at_one_company_says_nothing_at_another(here: Bakery) -> None:
    provider = a_provider(somebody("dirk"))
    _share(here, provider.organisation_id, GrantScope.PLAN)
    lift_conflict(here.id, provider.id, "Daarom.", actor=here.anna.person)
    last_day = timezone.localdate() + timedelta(days=30)
    give_grant(
        here.otto_id,
        GrantRequest(provider.organisation_id, GrantScope.PLAN, "Hulp", last_day),
        actor=here.otto.person,
    )
    assert conflict_of(here.otto_id, provider.id) is not None


def test_the_own_supplier_of_who_runs_an_area_is_shown_as_such(here: Bakery) -> None:
    evert, free = somebody("evert"), somebody("dirk")
    association = organisation(evert, "Vereniging Meeuwenwaard", OrganisationKind.ASSOCIATION)
    park = Park.objects.create(name="Meeuwenwaard", association_id=association)
    of_evert, of_free = a_provider(evert, "Evert ICT"), a_provider(free)
    seated = somebody("mieke")
    ParkSeat.objects.create(park=park, user=seated.user, role="park_manager")
    of_seat, itself = a_provider(seated, "Mieke ICT"), Provider.objects.create(organisation_id=association)
    assert park_ties_of(park.id) == {
        of_evert.id: {ParkTie.PEOPLE},
        of_seat.id: {ParkTie.SEAT},
        itself.id: {ParkTie.ITSELF, ParkTie.PEOPLE},
    }
    assert of_free.id not in park_ties_of(park.id)
    assert park_ties_of(uuid.uuid4()) == {}


@dataclass
class Graph:
    """People by number, what they belong to, and what the company shared. Drawn at random, kept as plain sets."""

    company: set[int] = field(default_factory=set)
    providers: list[set[int]] = field(default_factory=list)
    advisers: list[set[int]] = field(default_factory=list)
    shared_with_provider: dict[int, GrantScope] = field(default_factory=dict)
    shared_with_adviser: dict[int, GrantScope] = field(default_factory=dict)
    answered: set[int] = field(default_factory=set)
    lifted: set[int] = field(default_factory=set)

    def expected(self, provider: int) -> set[ConflictReason]:
        """What the rule says, word by word."""
        told = {GrantScope.PLAN, GrantScope.EVERYTHING}
        found = set()
        for person in self.providers[provider]:
            if person in self.company:
                found.add(SAME)
            elif person in self.answered:
                found.add(ASSESSED)
            for number, scope in self.shared_with_adviser.items():
                if scope in told and person in self.advisers[number]:
                    found.add(ADVISED)
            for number, scope in self.shared_with_provider.items():
                if scope in told and person in self.providers[number]:
                    found.add(ADVISED)
        if self.shared_with_provider.get(provider) in told:
            found.add(ADVISED)
        return found


_PEOPLE = st.sets(st.integers(1, 7), min_size=1, max_size=3)
_SCOPES = st.sampled_from([GrantScope.LEVEL, GrantScope.PLAN, GrantScope.EVERYTHING])
_GRAPHS = st.builds(
    Graph,
    company=_PEOPLE,
    providers=st.lists(_PEOPLE, min_size=3, max_size=3),
    advisers=st.lists(_PEOPLE, min_size=2, max_size=2),
    shared_with_provider=st.dictionaries(st.integers(0, 2), _SCOPES, max_size=2),
    shared_with_adviser=st.dictionaries(st.integers(0, 1), _SCOPES, max_size=2),
    answered=st.sets(st.integers(1, 7), max_size=2),
    lifted=st.sets(st.integers(0, 2), max_size=2),
)


@contextmanager
def _undone() -> Iterator[None]:
    """What an example writes is gone before the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@given(graph=_GRAPHS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_over_random_graphs_the_rule_holds_and_a_lift_opens_just_one_door(graph: Graph) -> None:
    from weerbaar.portal.assessments.models import AnswerRevision, Assessment

    with _undone():
        people = {number: somebody(f"p{number}") for number in range(8)}  # 0 founds, and belongs nowhere else
        here = company(people[0], "Bakkerij Deegrol")
        _seats(here, graph.company, people)
        providers = []
        for number, members in enumerate(graph.providers):
            owner = a_provider(people[min(members)], f"Dienst {number}")
            _seats(owner.organisation_id, members - {min(members)}, people)
            providers.append(owner)
        advisers = []
        for number, members in enumerate(graph.advisers):
            adviser = organisation(people[min(members)], f"Advies {number}", OrganisationKind.ADVISER)
            _seats(adviser, members - {min(members)}, people)
            advisers.append(adviser)
        last_day = timezone.localdate() + timedelta(days=30)
        for receiver, scope in [
            *((providers[number].organisation_id, scope) for number, scope in graph.shared_with_provider.items()),
            *((advisers[number], scope) for number, scope in graph.shared_with_adviser.items()),
        ]:
            give_grant(here, GrantRequest(receiver, scope, "Hulp", last_day), actor=people[0].person)
        assessment = Assessment.objects.create(organisation_id=here, bank="basisscan", started_at=timezone.now())
        for number in graph.answered:
            AnswerRevision.objects.create(
                assessment=assessment, question="BP5-01", choice="no", provenance="stated", at=timezone.now(),
                by=people[number].user, bank_version=1,
            )  # fmt: skip
        for number, provider in enumerate(providers):
            found = conflict_of(here, provider.id)
            assert (found.reasons if found else set()) == graph.expected(number)
            if number in graph.lifted and found is not None:
                lift_conflict(here, provider.id, "Daarom.", actor=people[0].person)
        for number, provider in enumerate(providers):
            is_open = number in graph.lifted or not graph.expected(number)
            assert (conflict_of(here, provider.id) is None) == is_open
        assert {one for one, conflict in conflicts_of(here).items() if conflict.lifted_at is None} == {
            provider.id
            for number, provider in enumerate(providers)
            if graph.expected(number) and number not in graph.lifted
        }


def _seats(organisation_id: uuid.UUID, numbers: set[int], people: dict[int, object]) -> None:
    for number in numbers:
        user = people[number].user  # type: ignore[attr-defined]
        Membership.objects.create(organisation_id=organisation_id, user=user, role="member")
