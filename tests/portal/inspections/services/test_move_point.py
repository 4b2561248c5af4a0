"""A point goes from state to state by the table, and never checks itself."""

import random

import pytest
from django.db import IntegrityError, transaction

from tests.portal.inspections.walk import lamp, picture, seen_point
from tests.portal.trajectories.area import Area, area, seat
from weerbaar.portal.inspections.errors import NoSuchPoint, PointFault, PointNotNow, PointRefused
from weerbaar.portal.inspections.models import Point, PointHistoryIsKept, PointStep
from weerbaar.portal.inspections.point_states import TABLE, PointVerb, Who, diagram, next_state
from weerbaar.portal.inspections.selectors import history_of, point_of
from weerbaar.portal.inspections.services.keep_photo import keep_photo
from weerbaar.portal.inspections.services.move_point import give_point, move_point
from weerbaar.portal.inspections.words import PointState
from weerbaar.portal.parks.errors import NoSuchPark
from weerbaar.portal.parks.models import Park
from weerbaar.portal.parks.words import ParkRole, PartnerKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Area:
    return area()


def test_the_owner_repairs_and_another_party_checks(here: Area) -> None:
    point, owner = seen_point(here), here.at(PartnerKind.MUNICIPALITY)
    assert move_point(here.park.id, point, PointVerb.START, actor=owner) is PointState.BUSY
    assert move_point(here.park.id, point, PointVerb.SOLVE, "Lamp vervangen", actor=owner) is PointState.SOLVED
    with pytest.raises(PointNotNow):
        move_point(here.park.id, point, PointVerb.VERIFY, actor=owner)
    checker = here.at(PartnerKind.FIRE_BRIGADE)
    assert move_point(here.park.id, point, PointVerb.VERIFY, actor=checker) is PointState.VERIFIED
    row = Point.objects.get()
    assert (row.solved_by_party, row.verified_by_party) == ("municipality", "fire_brigade")
    assert [step.verb for step in PointStep.objects.order_by("at")] == ["start", "solve", "verify"]


def test_who_solved_it_for_a_company_does_not_check_it(here: Area) -> None:
    point = seen_point(here, lamp("Hek stuk", type="PT-FENCE", record={}))
    move_point(here.park.id, point, PointVerb.SOLVE, "Hek gemaakt", actor=here.manager)
    with pytest.raises(PointRefused) as refused:
        move_point(here.park.id, point, PointVerb.VERIFY, actor=here.manager)
    assert refused.value.fault is PointFault.OWN_WORK
    assert move_point(here.park.id, point, PointVerb.VERIFY, actor=here.pim.person) is PointState.VERIFIED


def test_solved_wants_words_or_a_photo_that_is_here(here: Area) -> None:
    point, owner = seen_point(here), here.at(PartnerKind.MUNICIPALITY)
    data, number = picture(2)
    for photos in ((), (number,)):
        with pytest.raises(PointRefused) as refused:
            move_point(here.park.id, point, PointVerb.SOLVE, photos=photos, actor=owner)
        assert refused.value.fault is PointFault.NO_EVIDENCE
    keep_photo(here.park.id, data, actor=owner)
    assert move_point(here.park.id, point, PointVerb.SOLVE, photos=(number,), actor=owner) is PointState.SOLVED
    assert [photo.moment.value for photo in point_of(owner, here.park.id, point).photos] == ["solved"]


@pytest.mark.parametrize("verb", [PointVerb.REFUSE, PointVerb.REOPEN])
def test_saying_no_wants_a_reason(here: Area, verb: PointVerb) -> None:
    point = seen_point(here)
    if verb is PointVerb.REOPEN:
        move_point(here.park.id, point, PointVerb.SOLVE, "Klaar", actor=here.manager)
    with pytest.raises(PointRefused) as refused:
        move_point(here.park.id, point, verb, " ", actor=here.manager)
    assert refused.value.fault is PointFault.NO_REASON


def test_opened_again_it_starts_afresh_and_its_history_stays(here: Area) -> None:
    point = seen_point(here)
    move_point(here.park.id, point, PointVerb.SOLVE, "Klaar", actor=here.at(PartnerKind.MUNICIPALITY))
    move_point(here.park.id, point, PointVerb.REOPEN, "Toch niet", actor=here.manager)
    row = Point.objects.get()
    assert (row.state, row.answer, row.solved_on, row.solved_by_party, row.sent_at) == ("open", "", None, "", None)
    told = [(step.verb, step.text) for step in history_of(here.manager, here.park.id, point)]
    assert told == [("taken", "De lamp knippert"), ("solve", "Klaar"), ("reopen", "Toch niet")]


def test_given_to_another_party_it_is_open_for_that_party(here: Area) -> None:
    point, police = seen_point(here), here.at(PartnerKind.POLICE)
    with pytest.raises(PointNotNow):
        give_point(here.park.id, point, "police", actor=police)
    for owner in ("municipality", "martians"):
        with pytest.raises(PointRefused):
            give_point(here.park.id, point, owner, actor=here.manager)
    give_point(here.park.id, point, "police", actor=here.manager)
    assert Point.objects.get().owner == "police"
    assert move_point(here.park.id, point, PointVerb.START, actor=police) is PointState.BUSY
    with pytest.raises(PointNotNow):
        move_point(here.park.id, point, PointVerb.GIVE, actor=here.manager)


def test_who_has_no_seat_or_a_seat_elsewhere_moves_nothing(here: Area) -> None:
    point = seen_point(here)
    with pytest.raises(NoSuchPark):
        move_point(here.park.id, point, PointVerb.START, actor=here.outsider.person)
    elsewhere = Park.objects.create(name="Rietgors")
    seat(elsewhere, here.outsider, ParkRole.PARK_MANAGER)
    for call in (
        lambda: move_point(elsewhere.id, point, PointVerb.START, actor=here.outsider.person),
        lambda: give_point(elsewhere.id, point, "police", actor=here.outsider.person),
        lambda: history_of(here.outsider.person, elsewhere.id, point),
    ):
        with pytest.raises(NoSuchPoint):
            call()


def test_a_step_that_was_taken_is_never_changed(here: Area) -> None:
    move_point(here.park.id, seen_point(here), PointVerb.START, actor=here.manager)
    step = PointStep.objects.get()
    step.text = "anders"
    with pytest.raises(PointHistoryIsKept):
        step.save()


def test_the_database_itself_refuses_a_point_that_checks_itself(here: Area) -> None:
    seen_point(here)
    me = here.manager.user_id
    for fields in (
        {"state": "verified", "verified_by_party": "police"},
        {"state": "solved", "solved_by_party": ""},
        {"state": "not_accepted", "answer": ""},
        {"solved_by_id": me, "verified_by_id": me},
        {"state": "gone"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Point.objects.update(**fields)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_people_try_the_rules_hold(here: Area, seed: int) -> None:
    """Random deeds by everybody: states follow the table, and no point is checked by who solved it."""
    chance, point = random.Random(seed), seen_point(here)
    people = [here.manager, here.pim.person, *(who.person for who in here.partners.values())]
    done = 0
    for _ in range(60):
        try:
            before = PointState(Point.objects.get().state)
            verb = chance.choice(list(PointVerb))
            if verb is PointVerb.GIVE:
                give_point(here.park.id, point, chance.choice(["police", "company"]), actor=chance.choice(people))
            else:
                words = chance.choice(["", "Om een reden"])
                move_point(here.park.id, point, verb, words, actor=chance.choice(people))
        except (PointNotNow, PointRefused):
            continue
        done += 1
        row = Point.objects.get()
        assert PointState(row.state) in {next_state(before, verb, who) for who in Who}
        assert row.state != "verified" or row.verified_by_id != row.solved_by_id
        assert row.state not in {"solved", "verified"} or (row.solved_by_party and row.solved_on)
    assert done > 3
    assert PointStep.objects.count() == done


def test_the_picture_shows_every_line_of_the_table() -> None:
    lines = diagram().splitlines()
    assert len(lines) == 2 + sum(len(row.sources) for row in TABLE)
    assert "    solved --> verified: verify (runner, other)" in lines
