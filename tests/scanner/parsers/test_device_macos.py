"""What macOS programs say. The texts are written from the documentation, not captured from a device."""

import json
from datetime import UTC, datetime

import pytest

from tests.scanner.parsers.growth import growth
from tests.scanner.probes import device_recordings as recorded
from weerbaar.scanner.facts.device import Extent, OperatingSystem, Product, UpdatesWaiting
from weerbaar.scanner.parsers import device_macos as parse
from weerbaar.scanner.parsers.device_macos import InstallHistory, UpdateSettings
from weerbaar.scanner.parsers.malformed import Malformed


def day(number: int) -> datetime:
    return datetime(2026, 11, number, tzinfo=UTC)


def test_the_release_is_what_sw_vers_says() -> None:
    assert parse.system("15.7.2\n") == OperatingSystem(Product.MACOS, "15.7.2")
    assert isinstance(parse.system("Mac van Anna"), Malformed)


def test_the_history_tells_updates_of_the_system_and_lists_of_malware_apart() -> None:
    assert parse.install_history(recorded.MACOS_HISTORY) == InstallHistory(day(18), day(20))


@pytest.mark.parametrize(
    "rows", [[], [{}], [{"_name": 3}], [{"_name": "macOS 15", "install_date": "gisteren"}], [{"_name": "macOS 15"}], 7]
)
def test_a_history_without_updates_knows_none(rows: object) -> None:
    assert parse.install_history(json.dumps({"SPInstallHistoryDataType": rows})) == InstallHistory(None, None)


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", "[" * 100_000])
def test_a_text_that_is_no_history_is_malformed(text: str) -> None:
    assert isinstance(parse.install_history(text), Malformed)


def test_the_settings_tell_whether_updates_install_themselves_and_when_was_asked() -> None:
    assert parse.update_settings(recorded.MACOS_SETTINGS) == UpdateSettings(True, day(23))


def test_a_choice_that_nobody_made_is_unknown() -> None:
    text = recorded.MACOS_SETTINGS.replace("AutomaticallyInstallMacOSUpdates", "SomethingElse")
    settings = parse.update_settings(text)
    assert isinstance(settings, UpdateSettings)
    assert settings.automatic is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "bplist00",
        "<plist><array/></plist>",
        "<plist><dict><key>a</key></dict></plist>",
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><plist><string>&b;</string></plist>',
        "<plist><dict><date>x</date></dict></plist>",
        "<plist>" + "<array>" * 5_000,
    ],
)
def test_what_is_no_property_list_is_malformed(text: str) -> None:
    assert isinstance(parse.update_settings(text), Malformed)


def test_a_newer_macos_is_an_offer_and_no_waiting_update() -> None:
    assert parse.updates_waiting(recorded.MACOS_WAITING, "15.7.2") == UpdatesWaiting(1)
    assert parse.updates_waiting(recorded.MACOS_WAITING) == UpdatesWaiting(2)


def test_that_nothing_waits_must_be_said() -> None:
    assert parse.updates_waiting(recorded.MACOS_NONE_WAITING) == UpdatesWaiting(0)
    assert isinstance(parse.updates_waiting("Software Update Tool\n"), Malformed)


@pytest.mark.parametrize(
    ("text", "extent"),
    [
        ("FileVault is On.\n", Extent.ALL),
        ("FileVault is Off.\n", Extent.NONE),
        ("FileVault is On.\nEncryption in progress: Percent completed = 41\n", Extent.PART),
        ("FileVault is Off.\nDecryption in progress: Percent completed = 12\n", Extent.PART),
    ],
)
def test_file_vault_is_on_off_or_under_way(text: str, extent: Extent) -> None:
    assert parse.file_vault(text) is extent


def test_file_vault_that_says_something_else_is_malformed() -> None:
    assert isinstance(parse.file_vault("Error: not supported"), Malformed)


@pytest.mark.parametrize(
    ("text", "extent"),
    [
        ("Firewall is enabled. (State = 1)\n", Extent.ALL),
        ("Firewall is blocking all non-essential incoming connections. (State = 2)\n", Extent.ALL),
        ("Firewall is disabled. (State = 0)\n", Extent.NONE),
    ],
)
def test_the_firewall_is_known_by_its_number(text: str, extent: Extent) -> None:
    assert parse.firewall(text) is extent


@pytest.mark.parametrize("text", ["", "(State = 9)", "x" * 5_000 + "(State = 1)"])
def test_a_firewall_without_state_is_malformed(text: str) -> None:
    assert isinstance(parse.firewall(text), Malformed)


def test_the_delay_of_the_lock_is_seconds_at_once_or_none() -> None:
    assert parse.lock_delay_s(recorded.MACOS_LOCK) == 60
    assert parse.lock_delay_s("sysadminctl[1:2] screenLock delay is immediate") == 0
    assert parse.lock_delay_s("sysadminctl[1:2] screenLock is off") is None
    assert isinstance(parse.lock_delay_s("screenLock delay is 99999999999 seconds"), Malformed)


def test_the_display_sleeps_after_minutes() -> None:
    assert parse.display_sleep_s(recorded.MACOS_POWER) == 300
    assert isinstance(parse.display_sleep_s(" displaysleepy 5\n"), Malformed)


def test_the_idle_time_is_a_number() -> None:
    assert parse.idle_s("1200\n") == 1200
    assert isinstance(parse.idle_s("The domain/default pair does not exist"), Malformed)


def test_gatekeeper_off_leaves_the_built_in_list() -> None:
    assert parse.gatekeeper("assessments enabled\n") is Extent.ALL
    assert parse.gatekeeper("assessments disabled\n") is Extent.PART
    assert isinstance(parse.gatekeeper(""), Malformed)


def test_an_administrator_is_in_the_group_admin() -> None:
    assert parse.is_administrator("staff everyone admin _appstore\n") is True
    assert parse.is_administrator("staff everyone _lpadmin\n") is False
    assert isinstance(parse.is_administrator(""), Malformed)


def test_of_the_path_of_a_backup_only_its_day_is_kept() -> None:
    assert parse.last_backup(recorded.MACOS_BACKUP) == day(22)
    assert parse.last_backup("/Volumes/Kopie/Backups.backupdb/MacBook van Anna/2026-11-21-081500\n") == day(21)


@pytest.mark.parametrize("text", ["", "/Volumes/Kopie van Anna", "2026-99-99-999999"])
def test_a_path_without_a_day_is_malformed_and_not_kept_either(text: str) -> None:
    assert parse.last_backup(text) == Malformed("", 0, "no-moment")


@pytest.mark.parametrize(
    ("parser", "line"),
    [
        (parse.updates_waiting, "* Label: macOS Sequoia 15\n"),
        (parse.display_sleep_s, " displaysleep\n"),
        (parse.last_backup, "2026-11-21-08150\n"),
    ],
)
def test_the_time_grows_with_the_text(parser: object, line: str) -> None:
    assert growth(parser, lambda times: line * times) < 40  # type: ignore[arg-type]
