"""What our lines of PowerShell and `whoami` write. The texts are written from the documentation, not captured from a device."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.scanner.parsers.growth import growth
from tests.scanner.probes import device_recordings as recorded
from weerbaar.scanner.facts.device import (
    Edition,
    Extent,
    MalwareProtection,
    OperatingSystem,
    Product,
    ScreenLock,
    UpdatesWaiting,
)
from weerbaar.scanner.parsers import device_windows as parse
from weerbaar.scanner.parsers.malformed import Malformed

PARSERS = [
    parse.system,
    parse.last_update,
    parse.updates_waiting,
    parse.automatic_updates,
    parse.bitlocker,
    parse.shell_protection,
    parse.firewall,
    parse.screen_lock,
    parse.malware_protection,
    parse.is_administrator,
    parse.last_backup,
]


def day(number: int) -> datetime:
    return datetime(2026, 11, number, tzinfo=UTC)


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    "text", ["", "null", "3.5", '"tekst"', "{}", "[]", "[[]]", "[null]", "{" * 50_000, "[" * 50_000, "\x00", "٣"]
)
def test_what_is_no_answer_is_malformed(parser: Any, text: str) -> None:
    assert isinstance(parser(text), Malformed)


@pytest.mark.parametrize(
    ("edition", "kind", "expected"),
    [
        ("Core", "Client", (Product.WINDOWS, Edition.STANDARD)),
        ("Professional", "Client", (Product.WINDOWS, Edition.STANDARD)),
        ("ProfessionalEducation", "Client", (Product.WINDOWS, Edition.STANDARD)),
        ("Enterprise", "Client", (Product.WINDOWS, Edition.ENTERPRISE)),
        ("Education", "Client", (Product.WINDOWS, Edition.ENTERPRISE)),
        ("EnterpriseS", "Client", (Product.WINDOWS, Edition.LONG_TERM)),
        ("IoTEnterpriseS", "Client", (Product.WINDOWS, Edition.LONG_TERM_IOT)),
        ("ServerStandard", "Server", (Product.WINDOWS_SERVER, Edition.STANDARD)),
    ],
)
def test_editions_that_are_supported_for_different_times_are_told_apart(
    edition: str, kind: str, expected: tuple[Product, Edition]
) -> None:
    text = json.dumps({"build": "26100", "edition": edition, "kind": kind})
    assert parse.system(text) == OperatingSystem(expected[0], "26100", expected[1])


def test_a_mark_of_byte_order_is_no_trouble() -> None:
    assert parse.system("\ufeff" + recorded.WINDOWS_SYSTEM) == OperatingSystem(Product.WINDOWS, "26200")


def test_the_newest_of_both_sources_is_the_last_update() -> None:
    assert parse.last_update(recorded.WINDOWS_UPDATE) == day(13)
    assert parse.last_update('{"fixes": "2026-11-12T23:00:00.0000000Z", "last": null}') == day(12)


@pytest.mark.parametrize("last", ["1601-01-01T00:00:00.0000000Z", None, 7, "gisteren", "2026-11-13", ["2026"]])
def test_a_moment_that_is_none_counts_as_never(last: object) -> None:
    assert parse.last_update(json.dumps({"fixes": [], "last": last})) is None


def test_what_waits_is_counted_and_dated() -> None:
    assert parse.updates_waiting(recorded.WINDOWS_WAITING) == UpdatesWaiting(3, 1, day(24))


@pytest.mark.parametrize("counts", [{"count": -1, "security": 0}, {"count": True, "security": 0}, {"count": 1}])
def test_a_count_that_is_none_is_malformed(counts: dict[str, object]) -> None:
    assert isinstance(parse.updates_waiting(json.dumps(counts)), Malformed)


@pytest.mark.parametrize(
    ("level", "forbidden", "automatic"),
    [(4, None, True), (0, None, True), (4, 1, False), (2, None, False), (1, 0, False)],
)
def test_updates_are_automatic_unless_windows_asks_or_a_policy_forbids(
    level: int, forbidden: int | None, automatic: bool
) -> None:
    assert parse.automatic_updates(json.dumps({"level": level, "forbidden": forbidden})) is automatic


def volumes(*states: tuple[int, int]) -> str:
    return json.dumps([{"type": "Data", "protection": protection, "status": status} for protection, status in states])


@pytest.mark.parametrize(
    ("text", "extent"),
    [
        (volumes((1, 1)), Extent.ALL),
        (volumes((1, 1), (1, 1)), Extent.ALL),
        (volumes((1, 1), (0, 0)), Extent.PART),
        (volumes((0, 2)), Extent.PART),
        (volumes((0, 1)), Extent.NONE),
        (volumes((0, 0)), Extent.NONE),
        ('{"type":"OperatingSystem","protection":1,"status":1}', Extent.ALL),
        (recorded.WINDOWS_BITLOCKER, Extent.PART),
    ],
    ids=["one", "two", "data disk open", "under way", "suspended", "none", "a list of one", "recorded"],
)
def test_bitlocker_must_protect_every_disk(text: str, extent: Extent) -> None:
    assert parse.bitlocker(text) is extent


@pytest.mark.parametrize(
    ("text", "extent"),
    [("1\r\n", Extent.ALL), ("6", Extent.ALL), ("2", Extent.NONE), ("3", Extent.PART), ("5", Extent.PART)],
)
def test_what_everybody_may_read_of_bitlocker_is_a_number(text: str, extent: Extent) -> None:
    assert parse.shell_protection(text) is extent


def test_the_firewall_must_be_on_for_every_kind_of_network() -> None:
    assert parse.firewall(recorded.WINDOWS_FIREWALL) is Extent.PART
    assert parse.firewall(recorded.WINDOWS_FIREWALL.replace(":0", ":2")) is Extent.ALL
    assert parse.firewall(recorded.WINDOWS_FIREWALL.replace(":1", ":0")) is Extent.NONE


def lock(**changes: object) -> str:
    nothing = {"saver": "0", "secure": None, "saver_s": None, "policy_s": None, "sleep_s": 0, "delay_s": None}
    return json.dumps({**nothing, **changes})


@pytest.mark.parametrize(
    ("text", "after_s"),
    [
        (lock(), None),
        (lock(saver="1", secure="1", saver_s="600"), 600),
        (lock(saver="1", secure="0", saver_s="600"), None),
        (lock(saver="1", secure="1", saver_s="600", policy_s=300), 300),
        (lock(policy_s=0), None),
        (lock(sleep_s=1800), 1800),
        (lock(sleep_s=1800, delay_s=300), 2100),
        (lock(sleep_s=1800, delay_s=0xFFFFFFFF), None),
        (lock(sleep_s=1800, delay_s=-1), None),
        (lock(sleep_s=10_000_000), 86_400),
        (recorded.WINDOWS_LOCK, 900),
    ],
)
def test_the_first_of_all_ways_to_lock_counts(text: str, after_s: int | None) -> None:
    assert parse.screen_lock(text) == ScreenLock(after_s)


def protection(products: list[int], defender: bool | None = None, definitions: str | None = None) -> str:
    return json.dumps({"products": products, "defender": defender, "definitions": definitions})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (recorded.WINDOWS_MALWARE, MalwareProtection(Extent.ALL, True, day(24))),
        (protection([0x061100]), MalwareProtection(Extent.ALL, True)),
        (protection([0x061110]), MalwareProtection(Extent.ALL, False)),
        (protection([0x060100]), MalwareProtection(Extent.NONE)),
        (protection([0x060100, 0x041000], False), MalwareProtection(Extent.ALL, True)),
        (protection([], True, "2026-11-20T01:00:00.0000000Z"), MalwareProtection(Extent.ALL, None, day(20))),
        (protection([], False), MalwareProtection(Extent.NONE)),
        (protection([]), None),
    ],
    ids=["recorded", "on", "old lists", "off", "other program", "server", "server off", "none"],
)
def test_the_state_of_a_product_is_read_from_its_bits(text: str, expected: MalwareProtection | None) -> None:
    assert parse.malware_protection(text) == expected


def test_an_administrator_is_known_by_number_also_when_the_group_is_set_aside() -> None:
    assert parse.is_administrator(recorded.WINDOWS_GROUPS) is True
    assert parse.is_administrator(recorded.WINDOWS_GROUPS.replace("S-1-5-32-544", "S-1-5-32-545")) is False
    assert parse.is_administrator('"a","b","S-1-5-32-5440",""') is False


def test_the_system_itself_is_nobody_who_works_here() -> None:
    assert parse.is_administrator('"a","b","S-1-5-32-544",""\r\n"c","d","S-1-16-16384",""\r\n') is None


def test_the_newest_backup_counts() -> None:
    assert parse.last_backup(recorded.WINDOWS_BACKUP) == day(23)
    assert parse.last_backup('{"file_history": null, "windows_backup": null}') is None


def test_the_time_grows_with_the_text() -> None:
    assert growth(parse.is_administrator, lambda times: '"a","b","S-1-5-32-54",""\n' * times) < 40
    assert growth(parse.firewall, lambda times: "[" + '{"enabled": 1},' * times + "{}]") < 40
