"""Who is found for some actions, with what, and why there."""

from datetime import date

import pytest
from django.utils import timezone

from tests.portal.providers.listed import BACKUP, MAIL, ids, listed, offer
from weerbaar.portal.providers.matching import Rung, matches
from weerbaar.portal.providers.words import ProviderState

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)


def test_who_does_more_of_the_actions_stands_first() -> None:
    one, both = listed(does=[MAIL]), listed(does=[MAIL, BACKUP])
    listed(does=["ACT-MFA"])
    found = matches([MAIL, BACKUP], municipality="zwolle", day=DAY)
    assert [match.provider_id for match in found] == ids([both, one])
    assert [match.place for match in found] == [1, 2]
    assert [(match.reasons.actions, match.reasons.wanted) for match in found] == [(2, 2), (1, 2)]
    assert [[package.cause for package in match.packages] for match in found] == [[BACKUP, MAIL], [MAIL]]


def test_only_who_serves_the_municipality_is_found() -> None:
    here, everywhere = listed(serves=["zwolle", "kampen"]), listed()
    elsewhere = listed(serves=["maastricht"])
    found = matches([MAIL], municipality="zwolle", day=DAY)
    assert {match.provider_id for match in found} == set(ids([here, everywhere]))
    assert {match.fit for match in found} == {24}
    wide = matches([MAIL], municipality="zwolle", day=DAY, anywhere=True)
    assert [match.provider_id for match in wide][-1] == elsewhere.id
    assert Rung.PLACE not in wide[-1].reasons.rungs
    assert {match.reasons.everywhere for match in found} == {True, False}


@pytest.mark.parametrize("state", [state for state in ProviderState if state is not ProviderState.LISTED])
def test_nobody_who_is_not_listed_is_found(state: ProviderState) -> None:
    listed(state=state)
    assert matches([MAIL], municipality="zwolle", day=DAY) == []
    assert matches([], day=DAY) == []


def test_a_withdrawn_package_is_no_offer() -> None:
    row = listed(does=[])
    offer(row, MAIL).delete()
    withdrawn = offer(row, MAIL)
    withdrawn.withdrawn_at = timezone.now()
    withdrawn.save()
    assert matches([MAIL], day=DAY) == []


def test_without_actions_everybody_who_is_listed_is_found() -> None:
    rows = [listed(does=[]), listed(serves=["kampen"])]
    assert {match.provider_id for match in matches([], day=DAY)} == set(ids(rows))
    assert [match.provider_id for match in matches([], municipality="zwolle", day=DAY)] == [rows[0].id]


def test_sector_size_and_language_decide_between_who_does_the_same() -> None:
    care, all_sectors = listed(sectors=["care"]), listed()
    retail = listed(sectors=["retail"], languages=["en"])
    found = matches([MAIL], municipality="zwolle", sector="retail", size="2-9", language="en", day=DAY)
    assert [match.provider_id for match in found] == ids([retail, all_sectors, care])
    assert [match.reasons.rungs[2:] for match in found] == [
        (Rung.SECTOR, Rung.SIZE, Rung.LANGUAGE),
        (Rung.SECTOR, Rung.SIZE),
        (Rung.SIZE,),
    ]


def test_the_order_is_the_same_all_day_and_another_on_another_day() -> None:
    for _number in range(12):
        listed()
    today = [match.provider_id for match in matches([MAIL], day=DAY)]
    assert [match.provider_id for match in matches([MAIL], day=DAY)] == today
    assert [match.provider_id for match in matches([MAIL], day=date(2026, 11, 25))] != today


def test_finding_takes_a_fixed_number_of_questions_to_the_database(django_assert_num_queries: object) -> None:
    matches([MAIL], day=DAY)
    for number in range(15):
        listed(does=[MAIL, BACKUP], serves=["zwolle"] if number % 2 else [])
    with django_assert_num_queries(5):  # type: ignore[operator]
        assert len(matches([MAIL, BACKUP], municipality="zwolle", day=DAY)) == 15
