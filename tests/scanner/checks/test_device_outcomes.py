"""What a device's facts mean for the questions, and what they do not."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.scanner.devices import GOOD, NOW, UNKNOWN, days_ago, device, hidden, seen
from weerbaar.scanner.checks.check import NOT_APPLICABLE, NOT_DETERMINED, Finding
from weerbaar.scanner.checks.device_outcomes import OUTCOMES, judge_device, status_of
from weerbaar.scanner.checks.device_support import Release, SupportList
from weerbaar.scanner.facts.device import (
    Device,
    Edition,
    Extent,
    MalwareProtection,
    OperatingSystem,
    Product,
    ScreenLock,
    UpdatesWaiting,
)
from weerbaar.scanner.vocabulary.status import Status

SUPPORT = SupportList(
    date(2026, 11, 1),
    200,
    {
        Product.UBUNTU: (Release("24.04", Edition.STANDARD, date(2029, 5, 31)),),
        Product.DEBIAN: (
            Release("11", Edition.STANDARD, date(2026, 8, 31)),
            Release("12", Edition.STANDARD, date(2027, 1, 15)),
            Release("13", Edition.STANDARD, date(2026, 11, 24)),
        ),
        Product.ARCH: (),
    },
    frozenset({Product.ARCH}),
)


def findings(subject: Device, now: datetime = NOW) -> dict[str, Finding]:
    return {finding.check: finding for finding in judge_device(subject, now, SUPPORT)}


def outcome(signal: str, now: datetime = NOW, **changes: Any) -> str:
    return findings(device(**changes), now)[signal].outcome


# Of each signal every outcome at least once: (outcome, changes to the good device).
CASES: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "dev.os_supported": [
        ("supported", {}),
        ("supported", {"system": OperatingSystem(Product.ARCH, "")}),
        ("supported", {"system": OperatingSystem(Product.DEBIAN, "14")}),
        ("ends-soon", {"system": OperatingSystem(Product.DEBIAN, "12")}),
        ("ends-soon", {"system": OperatingSystem(Product.DEBIAN, "13")}),
        ("ended", {"system": OperatingSystem(Product.DEBIAN, "11")}),
        (NOT_DETERMINED, {"system": OperatingSystem(Product.DEBIAN, "10")}),
        (NOT_DETERMINED, {"system": OperatingSystem(Product.OTHER, "")}),
        (NOT_DETERMINED, {"system": hidden()}),
    ],
    "dev.patch_age": [
        ("automatic", {}),
        ("automatic", {"last_update": days_ago(400)}),
        ("automatic", {"last_update": hidden()}),
        ("automatic", {"updates_waiting": hidden()}),
        ("up-to-date", {"automatic_updates": hidden()}),
        ("by-hand", {"automatic_updates": False}),
        ("waiting", {"updates_waiting": UpdatesWaiting(4, 2, days_ago(0))}),
        ("waiting", {"updates_waiting": UpdatesWaiting(4, 2), "last_update": hidden()}),
        ("waiting", {"updates_waiting": UpdatesWaiting(1)}),
        ("behind", {"updates_waiting": UpdatesWaiting(4, 2, days_ago(0)), "last_update": days_ago(16)}),
        ("behind", {"updates_waiting": hidden(), "last_update": days_ago(16)}),
        ("behind", {"updates_waiting": UpdatesWaiting(0, 0, days_ago(40)), "last_update": days_ago(40)}),
        ("behind", {"updates_waiting": hidden(), "last_update": seen(None)}),
        (NOT_DETERMINED, {"updates_waiting": hidden(), "last_update": hidden()}),
        (NOT_DETERMINED, {"updates_waiting": UpdatesWaiting(0, 0, days_ago(40)), "last_update": hidden()}),
    ],
    "dev.disk_enc": [
        ("on", {}),
        ("partly", {"disk_encryption": Extent.PART}),
        ("off", {"disk_encryption": Extent.NONE}),
        (NOT_DETERMINED, {"disk_encryption": hidden()}),
    ],
    "dev.firewall": [
        ("on", {}),
        ("partly", {"firewall": Extent.PART}),
        ("off", {"firewall": Extent.NONE}),
        (NOT_DETERMINED, {"firewall": hidden()}),
    ],
    "dev.lock": [
        ("locks", {"screen_lock": ScreenLock(600)}),
        ("slow", {"screen_lock": ScreenLock(601)}),
        ("never", {"screen_lock": ScreenLock(None)}),
        (NOT_APPLICABLE, {"screen_lock": seen(None)}),
        (NOT_DETERMINED, {"screen_lock": hidden()}),
    ],
    "dev.av": [
        ("on", {}),
        ("on", {"malware_protection": MalwareProtection(Extent.ALL)}),
        ("on", {"malware_protection": MalwareProtection(Extent.ALL, True, days_ago(30))}),
        ("partly", {"malware_protection": MalwareProtection(Extent.PART)}),
        ("outdated", {"malware_protection": MalwareProtection(Extent.ALL, False)}),
        ("outdated", {"malware_protection": MalwareProtection(Extent.ALL, None, days_ago(9))}),
        ("off", {"malware_protection": MalwareProtection(Extent.NONE)}),
        ("none-found", {"malware_protection": seen(None)}),
        (NOT_DETERMINED, {"malware_protection": hidden()}),
    ],
    "dev.local_admin": [
        ("no", {}),
        ("yes", {"everyday_administrator": True}),
        (NOT_DETERMINED, {"everyday_administrator": hidden()}),
    ],
    "dev.backup_last": [
        ("recent", {"last_backup": days_ago(7)}),
        ("old", {"last_backup": days_ago(9)}),
        ("none-found", {"last_backup": seen(None)}),
        (NOT_DETERMINED, {"last_backup": hidden()}),
    ],
}


@pytest.mark.parametrize(
    ("signal", "expected", "changes"), [(signal, *case) for signal, cases in CASES.items() for case in cases]
)
def test_facts_lead_to_an_outcome(signal: str, expected: str, changes: dict[str, Any]) -> None:
    assert outcome(signal, **changes) == expected


def test_every_outcome_of_every_signal_has_a_case() -> None:
    assert {signal: {name for name, _ in cases} for signal, cases in CASES.items()} == {
        signal: set(outcomes) for signal, outcomes in OUTCOMES.items()
    }


def test_a_good_device_fails_nothing_and_an_unknown_one_neither() -> None:
    assert {status_of(finding).status for finding in findings(GOOD).values()} == {Status.PASS}
    unknown = findings(UNKNOWN)
    assert list(unknown) == list(OUTCOMES)
    assert {status_of(finding).status for finding in unknown.values()} == {Status.NOT_DETERMINED}
    assert {finding.evidence["reason"] for finding in unknown.values()} == {"not-permitted"}


def test_a_stale_list_still_knows_what_has_ended_and_calls_nothing_supported() -> None:
    later = NOW + timedelta(days=400)
    assert outcome("dev.os_supported", later) == NOT_DETERMINED
    ended = OperatingSystem(Product.DEBIAN, "12")
    assert outcome("dev.os_supported", later, system=ended) == "ended"


def test_the_last_day_of_support_is_still_supported() -> None:
    thirteen = OperatingSystem(Product.DEBIAN, "13")
    assert outcome("dev.os_supported", NOW, system=thirteen) == "ends-soon"
    assert outcome("dev.os_supported", NOW + timedelta(days=1), system=thirteen) == "ended"


def test_the_evidence_holds_numbers_and_days_for_the_sentences() -> None:
    bad = device(
        system=OperatingSystem(Product.DEBIAN, "11"),
        updates_waiting=UpdatesWaiting(9, 3, days_ago(1)),
        last_update=days_ago(20),
        screen_lock=ScreenLock(1801),
        last_backup=days_ago(60),
    )
    evidence = {signal: finding.evidence for signal, finding in findings(bad).items()}
    assert evidence["dev.os_supported"]["ends"] == "2026-08-31"
    assert evidence["dev.patch_age"] == {"days": 20, "waiting": 3}
    assert evidence["dev.lock"] == {"minutes": 31}
    assert evidence["dev.backup_last"] == {"days": 60}
