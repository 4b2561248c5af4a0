"""What an area could buy together follows from its sectors, and from figures of the region when they are handed in."""

from weerbaar.portal.action_plans.plan.table import cause_table
from weerbaar.portal.joint_purchases.suggestions import suggestions


def test_the_mix_of_sectors_decides_what_comes_first() -> None:
    assert suggestions(["manufacturing"] * 6 + ["retail"])[0].cause in {"ACT-OFFLINE", "ACT-RESTORE", "ACT-SEGMENT"}
    assert suggestions(["retail"] * 6)[0].cause == "ACT-TRAIN"


def test_only_sectors_that_are_there_are_named() -> None:
    found = {one.cause: one.sectors for one in suggestions(["retail"], most=99)}
    assert (found["ACT-TRAIN"], found["ACT-OFFLINE"], found["ACT-MAILAUTH"]) == (("retail",), (), ())


def test_every_suggestion_is_in_the_catalogue_and_the_same_companies_give_the_same_list() -> None:
    mix = ["retail", "", "care", "logistics"]
    assert {one.cause for one in suggestions(mix, most=99)} <= set(cause_table().rows)
    assert suggestions(mix) == suggestions(reversed(mix))


def test_published_figures_of_the_region_weigh_along() -> None:
    without = [one.cause for one in suggestions(["retail"] * 4, most=99)]
    regional = {"ACT-MAILAUTH": 0.9, "ACT-TRAIN": 0.1}
    weighed = [one.cause for one in suggestions(["retail"] * 4, regional=regional, most=99)]
    assert without.index("ACT-TRAIN") < without.index("ACT-MAILAUTH")
    assert weighed.index("ACT-MAILAUTH") < weighed.index("ACT-TRAIN")


def test_an_area_without_companies_gets_a_list_too() -> None:
    assert len(suggestions([])) == 3
