"""What osquery saw by our queries. The lines are written from its documentation, not captured from a device."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.scanner.parsers.growth import growth
from weerbaar.scanner.facts.device import (
    Device,
    Edition,
    Extent,
    MalwareProtection,
    OperatingSystem,
    Product,
    ScreenLock,
)
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.parsers import device_osquery
from weerbaar.scanner.parsers.device_osquery import OsqueryResult
from weerbaar.scanner.parsers.malformed import Malformed

AT = 1_795_512_600  # 2026-11-24 09:30 UTC
NOVEMBER_20 = "1795132800"


def line(query: str, *rows: dict[str, str], at: int = AT, host: str = "laptop-van-anna", pack: str = "weerbaar") -> str:
    return json.dumps(
        {
            "snapshot": list(rows),
            "action": "snapshot",
            "name": f"pack_{pack}_weerbaar_{query}",
            "hostIdentifier": host,
            "calendarTime": "Tue Nov 24 09:30:00 2026 UTC",
            "unixTime": at,
            "decorations": {"username": "anna"},
        }
    )


WINDOWS = [
    line("system", {"platform": "windows", "name": "Microsoft Windows 11 Pro", "major": "10", "build": "26200"}),
    line("windows_last_update", {"at": NOVEMBER_20}),
    line("windows_automatic_updates", {"automatic": "Good"}),
    line("windows_disk_encryption", {"volumes": "2", "encrypted": "1"}),
    line("windows_firewall", {"state": "Good"}),
    line("windows_screen_lock", {"after": "600"}),
    line("windows_malware_protection", {"state": "On", "fresh": "1"}, {"state": "Off", "fresh": "1"}),
    line("administrator", {"people": "1", "administrators": "1"}),
]
MACOS = [
    line("system", {"platform": "darwin", "name": "macOS", "major": "15", "minor": "7", "build": "24G222"}),
    line("macos_last_update", {"at": NOVEMBER_20}),
    line("macos_automatic_updates", {"automatic": "1"}),
    line("macos_disk_encryption", {"volumes": "1", "encrypted": "1"}),
    line("macos_firewall", {"state": "0"}),
    line("macos_screen_lock", {"enabled": "0"}),
    line("macos_malware_protection", {"active": "1", "definitions": NOVEMBER_20}),
    line("administrator", {"people": "1", "administrators": "0"}),
    line("macos_last_backup", {"at": NOVEMBER_20}),
]
LINUX = [
    line("system", {"platform": "ubuntu", "name": "Ubuntu", "major": "24", "minor": "4", "build": ""}),
    line("linux_last_update", {"at": NOVEMBER_20}),
    line("linux_disk_encryption", {"volumes": "2", "encrypted": "0"}),
    line("linux_firewall", {"state": "3"}),
    line("linux_malware_protection", {"active": "0"}),
]


def device(lines: list[str]) -> Device:
    result = device_osquery.parse("\n".join(lines))
    assert isinstance(result, OsqueryResult)
    assert result.looked_at == datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
    return result.device


def value(lines: list[str], part: str) -> Any:
    seen = getattr(device(lines), part)
    assert isinstance(seen, Observed)
    return seen.value


def reason(lines: list[str], part: str) -> Reason:
    seen = getattr(device(lines), part)
    assert isinstance(seen, Unobserved)
    return seen.reason


NOVEMBER_20_DAY = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lines", "part", "expected"),
    [
        (WINDOWS, "system", OperatingSystem(Product.WINDOWS, "26200")),
        (WINDOWS, "last_update", NOVEMBER_20_DAY),
        (WINDOWS, "automatic_updates", True),
        (WINDOWS, "disk_encryption", Extent.PART),
        (WINDOWS, "firewall", Extent.ALL),
        (WINDOWS, "screen_lock", ScreenLock(600)),
        (WINDOWS, "malware_protection", MalwareProtection(Extent.ALL, True)),
        (WINDOWS, "everyday_administrator", True),
        (MACOS, "system", OperatingSystem(Product.MACOS, "15.7")),
        (MACOS, "disk_encryption", Extent.ALL),
        (MACOS, "firewall", Extent.NONE),
        (MACOS, "screen_lock", ScreenLock(None)),
        (MACOS, "malware_protection", MalwareProtection(Extent.ALL, None, NOVEMBER_20_DAY)),
        (MACOS, "everyday_administrator", False),
        (MACOS, "last_backup", NOVEMBER_20_DAY),
        (LINUX, "system", OperatingSystem(Product.UBUNTU, "24.04")),
        (LINUX, "disk_encryption", Extent.NONE),
        (LINUX, "firewall", Extent.ALL),
        (LINUX, "malware_protection", None),
    ],
)
def test_each_query_tells_its_part_of_the_device(lines: list[str], part: str, expected: object) -> None:
    assert value(lines, part) == expected


@pytest.mark.parametrize(
    ("lines", "part"),
    [
        (WINDOWS, "last_backup"),
        (WINDOWS, "updates_waiting"),
        (LINUX, "screen_lock"),
        (LINUX, "everyday_administrator"),
        ([line("macos_screen_lock", {"enabled": "1"})], "screen_lock"),
        ([line("linux_firewall", {"state": ""})], "firewall"),
        ([line("macos_firewall")], "firewall"),
        ([line("macos_last_backup", {"at": ""})], "last_backup"),
        ([line("linux_disk_encryption", {"volumes": "0", "encrypted": ""})], "disk_encryption"),
        ([line("administrator", {"people": "0", "administrators": "0"})], "everyday_administrator"),
    ],
)
def test_what_the_tables_do_not_tell_is_not_looked_at(lines: list[str], part: str) -> None:
    assert reason(lines, part) is Reason.NOT_LOOKED


@pytest.mark.parametrize(
    ("query", "row", "part"),
    [
        ("system", {"platform": "darwin", "major": "vijftien"}, "system"),
        ("system", {"platform": "windows", "build": "laptop"}, "system"),
        ("macos_firewall", {"state": "aan"}, "firewall"),
        ("linux_disk_encryption", {"volumes": "2", "encrypted": "-1"}, "disk_encryption"),
        ("macos_last_update", {"at": "99999999999999"}, "last_update"),
        ("windows_automatic_updates", {"automatic": "misschien"}, "automatic_updates"),
        ("macos_malware_protection", {"active": "2"}, "malware_protection"),
        ("administrator", {"people": "1"}, "everyday_administrator"),
    ],
)
def test_a_value_of_another_kind_is_not_understood(query: str, row: dict[str, str], part: str) -> None:
    assert reason([line(query, row)], part) is Reason.PROTOCOL_ERROR


def test_editions_of_windows_are_told_apart_by_the_name() -> None:
    def system(name: str) -> OperatingSystem:
        made: OperatingSystem = value(
            [line("system", {"platform": "windows", "name": name, "build": "26100"})], "system"
        )
        return made

    assert system("Microsoft Windows 11 Enterprise").edition is Edition.ENTERPRISE
    assert system("Microsoft Windows 11 Enterprise LTSC").edition is Edition.LONG_TERM
    assert system("Microsoft Windows 11 IoT Enterprise LTSC").edition is Edition.LONG_TERM_IOT
    assert system("Microsoft Windows Server 2025 Standard").product is Product.WINDOWS_SERVER


def test_of_each_query_the_newest_line_counts() -> None:
    older = line("macos_firewall", {"state": "1"}, at=AT - 86_400)
    assert value([older, *MACOS], "firewall") is Extent.NONE
    assert value([*MACOS, older], "firewall") is Extent.NONE


def test_the_operator_may_call_the_pack_as_he_likes() -> None:
    assert value([line("macos_firewall", {"state": "1"}, pack="security_baseline")], "firewall") is Extent.ALL


def test_lines_of_other_queries_and_broken_lines_are_passed_over() -> None:
    noise = [
        '{"name": "pack_it_compliance_mounts", "snapshot": [{"path": "/home"}], "unixTime": 1}',
        '{"name": "weerbaar_system", "snapshot": ',
        '{"name": "weerbaar_macos_firewall", "snapshot": {"state": "1"}, "unixTime": 1}',
        '{"name": "weerbaar_macos_firewall", "snapshot": [], "unixTime": "morgen"}',
        '{"name": "weerbaar_secrets", "snapshot": [{"a": "b"}], "unixTime": 1}',
        '["snapshot", "weerbaar_"]',
        '"snapshot" "weerbaar_"' + "[" * 50_000,
        "",
    ]
    assert value([*noise, *MACOS], "firewall") is Extent.NONE
    assert device_osquery.parse("\n".join(noise)) == Malformed("\n".join(noise)[:60], 0, "no-results")


def test_results_of_two_devices_are_not_one_device() -> None:
    mixed = [*MACOS, line("administrator", {"people": "1", "administrators": "1"}, host="laptop-van-bram")]
    assert device_osquery.parse("\n".join(mixed)) == Malformed("", 0, "several-devices")


def test_a_file_out_of_all_proportion_is_refused() -> None:
    assert isinstance(device_osquery.parse(" " * (device_osquery.MOST_CHARACTERS + 1)), Malformed)


@pytest.mark.parametrize("lines", [WINDOWS, MACOS, LINUX])
def test_no_name_of_person_or_host_is_kept(lines: list[str]) -> None:
    assert "anna" not in repr(device(lines))


def test_every_query_of_the_pack_is_read_and_every_one_that_is_read_is_in_the_pack() -> None:
    asked = {name.removeprefix("weerbaar_") for name in json.loads(device_osquery.pack())["queries"]}
    shown = {json.loads(text)["name"].rpartition("weerbaar_")[2] for text in (*WINDOWS, *MACOS, *LINUX)}
    assert shown == asked


def test_the_pack_asks_for_snapshots_and_for_no_name_of_a_person_or_machine() -> None:
    for name, query in json.loads(device_osquery.pack())["queries"].items():
        assert query["snapshot"] is True, name
        selected = query["query"].partition(" FROM ")[0]
        assert not any(word in selected.lower() for word in ("user", "host", "serial", "uuid", "path", "*,")), name
        assert name == "weerbaar_system" or "name" not in selected.replace("groupname", ""), name
        assert query["description"].endswith(".")


def test_the_time_grows_with_the_text() -> None:
    assert growth(device_osquery.parse, lambda times: f"{MACOS[0]}\n" * (times // 4)) < 40
