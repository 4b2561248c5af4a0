"""What was missing is kept as sentences of both languages."""

from datetime import date

import pytest

from weerbaar.portal.trajectories.schemes.evaluate import missing
from weerbaar.portal.trajectories.schemes.read_scheme import shipped_schemes
from weerbaar.portal.trajectories.schemes.rules import Facts
from weerbaar.portal.trajectories.schemes.say_rule import say_missing
from weerbaar.portal.trajectories.schemes.scheme import Scheme

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("scheme", shipped_schemes().values(), ids=lambda scheme: scheme.id)
def test_every_rule_of_every_shipped_scheme_is_said_in_both_languages(scheme: Scheme) -> None:
    said = [say_missing(entry, scheme) for phase in scheme.phases for entry in missing(phase.exit, Facts(TODAY))]
    assert said
    for texts in said:
        assert set(texts) == {"nl", "en"}
        assert texts["nl"] != texts["en"]
        assert not any(mark in text for text in texts.values() for mark in ("_", "{", "None"))


def test_ways_of_which_one_is_enough_are_all_said() -> None:
    scheme = shipped_schemes()["kvo-classic"]
    entry = missing(scheme.phase("cooperation").exit, Facts(TODAY))[-1]
    assert say_missing(entry, scheme)["en"] == (
        "Signed: Covenant, by Entrepreneurs' association, Municipality, Police, Fire brigade. "
        "Or: Explained why there is no paper: Covenant."
    )
