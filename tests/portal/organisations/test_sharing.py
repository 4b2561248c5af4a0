"""A company shares a chosen part with a named organisation, until a day; both see the same, and every look is written down."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.portal.people import Bakery, bakery, shared
from weerbaar.portal.audit.models import Event
from weerbaar.portal.organisations.errors import GrantFault, GrantRefused, NoSuchOrganisation, NotAllowed
from weerbaar.portal.organisations.grant_selectors import (
    as_receiver_sees,
    grants_of,
    received_grants,
    receivers,
    shared_with,
)
from weerbaar.portal.organisations.services.change_people import leave_organisation
from weerbaar.portal.organisations.services.share import LONGEST, GrantRequest, give_grant, withdraw_grant
from weerbaar.portal.organisations.words import GIVEN_BY_HAND, GrantScope

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Bakery:
    return bakery()


def test_companies_are_never_in_the_list_to_share_with(here: Bakery) -> None:
    shared(here, GrantScope.LEVEL)
    assert [receiver.name for receiver in receivers()] == ["Ondernemersvereniging Meeuwenwaard"]


def test_the_receiver_sees_what_was_shared_and_the_company_can_see_the_same(here: Bakery) -> None:
    grant_id, evert = shared(here, GrantScope.PLAN)
    now = timezone.now()
    seen = shared_with(evert.person, grant_id, now)
    assert (seen.company.name, seen.shows_plan, seen.shows_everything) == ("Bakkerij Deegrol", True, False)
    assert as_receiver_sees(here.view(), grant_id, now) == seen
    assert not seen.company.can_work


def test_nobody_else_sees_it(here: Bakery) -> None:
    grant_id, _evert = shared(here, GrantScope.EVERYTHING)
    with pytest.raises(NoSuchOrganisation):
        shared_with(here.otto.person, grant_id, timezone.now())
    assert list(received_grants(here.otto.person, timezone.now())) == []


def test_it_ends_on_its_day(here: Bakery) -> None:
    grant_id, evert = shared(here, GrantScope.LEVEL, days=3)
    now = timezone.now()
    assert shared_with(evert.person, grant_id, now + timedelta(days=2))
    with pytest.raises(NoSuchOrganisation):
        shared_with(evert.person, grant_id, now + timedelta(days=5))
    (grant,) = grants_of(here.view(), now + timedelta(days=5))
    assert grant.ended_at == grant.until


def test_withdrawal_works_on_the_next_request(here: Bakery) -> None:
    grant_id, evert = shared(here, GrantScope.EVERYTHING)
    client = evert.client()
    assert client.get(f"/gedeeld/{grant_id}/").status_code == 200
    withdraw_grant(here.id, grant_id, actor=here.anna.person)
    answer = client.get(f"/gedeeld/{grant_id}/")
    assert answer.status_code == 404
    assert "Deegrol" not in answer.content.decode()
    with pytest.raises(NoSuchOrganisation):
        as_receiver_sees(here.view(), grant_id, timezone.now())


def test_who_leaves_the_receiving_organisation_sees_nothing_any_more(here: Bakery) -> None:
    from tests.portal.people import somebody
    from weerbaar.portal.organisations.models import Grant, Membership

    grant_id, evert = shared(here, GrantScope.LEVEL)
    other = somebody("fleur")
    Membership.objects.create(organisation=Grant.objects.get(id=grant_id).receiver, user=other.user, role="owner")
    leave_organisation(Grant.objects.get(id=grant_id).receiver_id, actor=evert.person)
    with pytest.raises(NoSuchOrganisation):
        shared_with(evert.person, grant_id, timezone.now())


def test_every_look_is_in_the_log_of_the_company_with_who_looked(here: Bakery) -> None:
    grant_id, evert = shared(here, GrantScope.LEVEL)
    evert.client().get(f"/gedeeld/{grant_id}/")
    event = Event.objects.get(word="receiver:organisation:look")
    assert (event.organisation_id, event.actor_id) == (here.id, evert.user.id)
    log = here.anna.client().get(f"/bedrijf/{here.id}/logboek/").content.decode()
    assert "Keek naar wat je deelt" in log
    assert "Evert" in log


def test_the_companys_own_look_is_no_look_of_another(here: Bakery) -> None:
    grant_id, _evert = shared(here, GrantScope.LEVEL)
    here.anna.client().get(f"/bedrijf/{here.id}/delen/{grant_id}/bekijken/")
    assert not Event.objects.filter(word="receiver:organisation:look").exists()


def test_only_an_owner_shares_and_stops(here: Bakery) -> None:
    grant_id, _evert = shared(here, GrantScope.LEVEL)
    wanted = GrantRequest(receivers()[0].id, GrantScope.EVERYTHING, "Meer", timezone.localdate() + timedelta(days=9))
    for who in (here.carla, here.bram):
        with pytest.raises(NotAllowed):
            give_grant(here.id, wanted, actor=who.person)
        with pytest.raises(NotAllowed):
            withdraw_grant(here.id, grant_id, actor=who.person)
    with pytest.raises(NoSuchOrganisation):
        withdraw_grant(here.id, grant_id, actor=here.otto.person)
    withdraw_grant(here.otto_id, grant_id, actor=here.otto.person)
    assert grants_of(here.view(), timezone.now())[0].ended_at is None


def test_a_new_choice_takes_the_place_of_the_old_one(here: Bakery) -> None:
    grant_id, evert = shared(here, GrantScope.EVERYTHING)
    wanted = GrantRequest(receivers()[0].id, GrantScope.LEVEL, "Minder", timezone.localdate() + timedelta(days=9))
    newer = give_grant(here.id, wanted, actor=here.anna.person)
    assert [grant.id for grant in received_grants(evert.person, timezone.now())] == [newer]
    with pytest.raises(NoSuchOrganisation):
        shared_with(evert.person, grant_id, timezone.now())


@pytest.mark.parametrize(
    ("purpose", "days", "fault"),
    [
        ("  ", 9, GrantFault.NO_PURPOSE),
        ("Hulp", -1, GrantFault.BAD_DAY),
        ("Hulp", LONGEST.days + 2, GrantFault.BAD_DAY),
    ],
)
def test_sharing_needs_a_purpose_and_an_end(here: Bakery, purpose: str, days: int, fault: GrantFault) -> None:
    shared(here, GrantScope.LEVEL)
    last_day = timezone.localdate() + timedelta(days=days)
    with pytest.raises(GrantRefused) as refused:
        give_grant(
            here.id, GrantRequest(receivers()[0].id, GrantScope.LEVEL, purpose, last_day), actor=here.anna.person
        )
    assert refused.value.fault is fault


def test_a_company_cannot_be_shared_with(here: Bakery) -> None:
    wanted = GrantRequest(here.otto_id, GrantScope.LEVEL, "Buren", timezone.localdate() + timedelta(days=9))
    with pytest.raises(GrantRefused) as refused:
        give_grant(here.id, wanted, actor=here.anna.person)
    assert refused.value.fault is GrantFault.NO_SUCH_RECEIVER


@pytest.mark.parametrize("scope", GIVEN_BY_HAND)
def test_no_scope_shows_more_than_its_word_says(here: Bakery, scope: GrantScope) -> None:
    from weerbaar.portal.assessments.services.record_answer import record_answer

    record_answer(here.id, "BP1-01", "na", actor=here.anna.person, reason="geheime reden")
    grant_id, evert = shared(here, scope)
    page = evert.client().get(f"/gedeeld/{grant_id}/").content.decode()
    assert ("Niet van toepassing" in page) is (scope is GrantScope.EVERYTHING)
    assert "geheime reden" not in page
    own = here.anna.client().get(f"/bedrijf/{here.id}/delen/{grant_id}/bekijken/").content.decode()
    assert ("Niet van toepassing" in own) is (scope is GrantScope.EVERYTHING)
