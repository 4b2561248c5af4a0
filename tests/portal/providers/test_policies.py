"""Who may decide about a provider: tables of cases."""

import uuid

import pytest

from weerbaar.portal.providers.errors import VettingFault
from weerbaar.portal.providers.policies import (
    Business,
    Vetter,
    Voice,
    Weight,
    competes,
    may_approve,
    may_decide_alone,
    may_judge_appeal,
    weight_of,
)

ADVISER, OTHER_ADVISER = uuid.UUID(int=1), uuid.UUID(int=2)
ME, COLLEAGUE, STRANGER = uuid.UUID(int=11), uuid.UUID(int=12), uuid.UUID(int=13)
SUBJECT = uuid.UUID(int=21)


def business(number: int, categories: str, regions: str = "", *, everywhere: bool = False) -> Business:
    return Business(uuid.UUID(int=number), frozenset(categories.split()), frozenset(regions.split()), everywhere)


ABOUT = business(21, "web backup", "zwolle kampen")
MINE = {
    "nothing": (),
    "itself": (business(21, "web", "zwolle"),),
    "same work, same region": (business(31, "web", "kampen"),),
    "same work, whole country": (business(31, "backup", everywhere=True),),
    "same work, elsewhere": (business(31, "web backup", "goes"),),
    "other work, same region": (business(31, "training", "zwolle kampen"),),
    "competitor and itself": (business(31, "web", "zwolle"), business(21, "web", "zwolle")),
}


def vetter(mine: str, adviser: uuid.UUID | None = ADVISER) -> Vetter:
    return Vetter(ME, adviser, MINE[mine])


@pytest.mark.parametrize(
    ("mine", "weight"),
    [
        ("nothing", Weight.WHOLE),
        ("itself", Weight.NONE),
        ("same work, same region", Weight.HALF),
        ("same work, whole country", Weight.HALF),
        ("same work, elsewhere", Weight.WHOLE),
        ("other work, same region", Weight.WHOLE),
        ("competitor and itself", Weight.NONE),
    ],
)
def test_own_counts_nothing_and_a_competitor_half(mine: str, weight: Weight) -> None:
    assert weight_of(vetter(mine), ABOUT) is weight


@pytest.mark.parametrize(
    ("mine", "fault"),
    [("nothing", None), ("itself", VettingFault.OWN), ("same work, same region", VettingFault.COMPETITOR)],
)
def test_only_who_does_not_compete_decides_against_somebody(mine: str, fault: VettingFault | None) -> None:
    assert may_decide_alone(vetter(mine), ABOUT) is fault


SECONDED_BY_ME, BY_COLLEAGUE, BY_STRANGER = (
    Voice(ME, ADVISER),
    Voice(COLLEAGUE, ADVISER),
    Voice(STRANGER, OTHER_ADVISER),
)
BY_OPERATOR = Voice(STRANGER, None)


@pytest.mark.parametrize(
    ("mine", "seconds", "outcome"),
    [
        ("nothing", [], Weight.WHOLE),
        ("nothing", [SECONDED_BY_ME], Weight.WHOLE),
        ("itself", [BY_STRANGER], VettingFault.OWN),
        ("same work, same region", [], Weight.HALF),
        ("same work, same region", [SECONDED_BY_ME], VettingFault.SAME),
        ("same work, same region", [BY_COLLEAGUE], VettingFault.SAME),
        ("same work, same region", [BY_STRANGER], Weight.WHOLE),
        ("same work, same region", [BY_OPERATOR], Weight.WHOLE),
        ("same work, same region", [SECONDED_BY_ME, BY_STRANGER], Weight.WHOLE),
    ],
)
def test_a_competitor_needs_a_second_vetter_of_another_adviser(
    mine: str, seconds: list[Voice], outcome: Weight | VettingFault
) -> None:
    assert may_approve(vetter(mine), ABOUT, seconds) is outcome


@pytest.mark.parametrize(
    ("mine", "adviser", "decided_by", "fault"),
    [
        ("nothing", ADVISER, [BY_STRANGER], None),
        ("nothing", ADVISER, [SECONDED_BY_ME], VettingFault.SAME),
        ("nothing", ADVISER, [BY_COLLEAGUE], VettingFault.SAME),
        ("nothing", ADVISER, [BY_STRANGER, BY_COLLEAGUE], VettingFault.SAME),
        ("nothing", None, [BY_OPERATOR], None),
        ("nothing", None, [Voice(ME, ADVISER)], VettingFault.SAME),
        ("itself", ADVISER, [BY_STRANGER], VettingFault.OWN),
        ("same work, same region", ADVISER, [BY_STRANGER], VettingFault.COMPETITOR),
    ],
)
def test_an_appeal_is_for_somebody_else(
    mine: str, adviser: uuid.UUID | None, decided_by: list[Voice], fault: VettingFault | None
) -> None:
    assert may_judge_appeal(vetter(mine, adviser), ABOUT, decided_by) is fault


def test_competing_is_mutual() -> None:
    for other in (ABOUT, *(one for mine in MINE.values() for one in mine)):
        assert competes(ABOUT, other) == competes(other, ABOUT)
