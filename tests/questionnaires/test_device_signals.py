"""What several devices say together, and which answers follow from it."""

from datetime import timedelta
from typing import Any

import pytest

from tests.scanner.devices import GOOD, NOW, UNKNOWN, days_ago, device, report_of, seen
from weerbaar.questionnaires.answers import Provenance
from weerbaar.questionnaires.device_signals import MIXED, device_signal_values, device_signals
from weerbaar.questionnaires.load_bank import load_bank
from weerbaar.questionnaires.prefill import Signal, SuggestedAnswer, load_rules, suggest
from weerbaar.scanner.checks.device_outcomes import OUTCOMES
from weerbaar.scanner.checks.device_support import support_list
from weerbaar.scanner.facts.device import (
    Device,
    Extent,
    MalwareProtection,
    OperatingSystem,
    Product,
    ScreenLock,
    UpdatesWaiting,
)

BAD = device(
    system=OperatingSystem(Product.WINDOWS, "19045"),
    last_update=days_ago(60),
    updates_waiting=UpdatesWaiting(9, 9, days_ago(0)),
    automatic_updates=False,
    disk_encryption=Extent.NONE,
    firewall=Extent.NONE,
    screen_lock=ScreenLock(None),
    malware_protection=MalwareProtection(Extent.NONE),
    everyday_administrator=True,
    last_backup=days_ago(90),
)


def signals(*devices: Device) -> dict[str, Signal]:
    made = device_signals([report_of(each) for each in devices], NOW, support_list())
    return {signal.name: signal for signal in made}


def values(*devices: Device) -> dict[str, str]:
    return {name: signal.value for name, signal in signals(*devices).items()}


def suggestions(*devices: Device) -> dict[str, SuggestedAnswer]:
    return suggest(load_rules("basisscan"), signals(*devices).values())


def test_one_device_speaks_for_itself() -> None:
    assert values(GOOD) == {
        "dev.os_supported": "supported",
        "dev.patch_age": "automatic",
        "dev.disk_enc": "on",
        "dev.firewall": "on",
        "dev.lock": "locks",
        "dev.av": "on",
        "dev.local_admin": "no",
        "dev.backup_last": "recent",
    }


def test_what_is_unknown_is_no_signal() -> None:
    assert signals(UNKNOWN) == {}
    assert "dev.av" not in values(device(malware_protection=seen(None)))
    assert "dev.lock" not in values(device(screen_lock=seen(None)))
    assert values(GOOD, UNKNOWN) == values(GOOD)


def test_devices_of_two_kinds_are_mixed() -> None:
    assert set(values(GOOD, BAD).values()) == {MIXED}


def test_of_devices_of_one_kind_the_worst_speaks() -> None:
    assert values(GOOD, device(automatic_updates=seen(True), last_update=days_ago(5)))["dev.patch_age"] == "automatic"
    half, none = device(disk_encryption=Extent.PART), device(disk_encryption=Extent.NONE)
    assert values(half, none)["dev.disk_enc"] == "off"
    assert values(none, half)["dev.disk_enc"] == "off"


def test_signals_are_measured_and_as_old_as_the_oldest_report() -> None:
    old = report_of(GOOD, NOW - timedelta(days=9))
    made = device_signals([report_of(GOOD), old], NOW, support_list())
    assert {signal.provenance for signal in made} == {Provenance.MEASURED}
    assert {signal.at for signal in made} == {NOW - timedelta(days=9)}


def test_the_values_of_a_signal_are_its_telling_outcomes_and_mixed() -> None:
    known = device_signal_values()
    assert set(known) == set(OUTCOMES)
    assert known["dev.lock"] == {"locks", "slow", "never", MIXED}
    for name, value in {**values(GOOD), **values(GOOD, BAD)}.items():
        assert value in known[name]


@pytest.mark.parametrize(
    ("question", "good", "mixed", "bad"),
    [
        ("BP3-01", "yes", "partly", "no"),
        ("BP3-02", "yes", "partly", "no"),
        ("BP3-03", "yes", "partly", "no"),
        ("BP3-05", None, "partly", "partly"),
        ("BP3-09", "partly", "partly", "no"),
        ("BP3-11", "partly", "partly", "no"),
        ("BP4-04", "partly", "partly", "no"),
        ("BP5-01", "partly", "partly", "no"),
    ],
)
def test_devices_suggest_answers(question: str, good: str | None, mixed: str, bad: str) -> None:
    for devices, choice in (((GOOD,), good), ((GOOD, BAD), mixed), ((BAD,), bad)):
        found = suggestions(*devices).get(question)
        assert (found.choice if found else None) == choice


def test_a_suggestion_of_devices_is_measured_and_names_what_it_rests_on() -> None:
    for found in suggestions(GOOD, BAD).values():
        assert found.provenance is Provenance.MEASURED
        assert all(key.startswith("dev.") and key.endswith(f"/{MIXED}") for key in found.evidence)


def test_devices_alone_settle_a_question_only_when_something_is_wrong() -> None:
    assert [found for found in suggestions(GOOD).values() if found.complete] == []
    whole = {found.question: found.choice for found in suggestions(BAD).values() if found.complete}
    assert whole == {"BP3-02": "no", "BP3-11": "no"}


def test_a_question_that_asks_about_all_devices_never_gets_a_yes_from_a_mixture() -> None:
    assert all(found.choice != "yes" for found in suggestions(GOOD, BAD).values())


@pytest.mark.parametrize("question", ["BP3-01", "BP3-02", "BP3-03", "BP3-09", "BP3-11", "BP4-04", "BP5-01"])
def test_an_unknown_device_suggests_nothing(question: str) -> None:
    assert question not in suggestions(UNKNOWN)


def test_every_signal_of_the_device_check_is_known_to_the_bank() -> None:
    asked: set[Any] = {signal for question in load_bank("basisscan").questions for signal in question.signals}
    assert set(OUTCOMES) <= asked
