"""Reading a device with macOS. The recordings are written from the documentation, not captured from a device."""

from datetime import UTC, datetime

import pytest

from tests.scanner.probes import device_recordings as recorded
from tests.scanner.probes.recorded_machine import RecordedMachine
from weerbaar.scanner.facts.device import (
    Device,
    Extent,
    MalwareProtection,
    OperatingSystem,
    Product,
    ScreenLock,
    UpdatesWaiting,
)
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.probes.device_macos import read_macos
from weerbaar.scanner.probes.doors.machine import Output

MAC: dict[str, Output | Unobserved | str | None] = {
    "sw_vers": "15.7.2\n",
    "system_profiler": recorded.MACOS_HISTORY,
    "plutil": recorded.MACOS_SETTINGS,
    "softwareupdate --list": recorded.MACOS_WAITING,
    "fdesetup status": "FileVault is On.\n",
    "socketfilterfw": "Firewall is enabled. (State = 1)\n",
    "sysadminctl": Output(0, "", recorded.MACOS_LOCK),
    "defaults": "1200\n",
    "pmset": recorded.MACOS_POWER,
    "spctl --status": "assessments enabled\n",
    "stat": "anna\n",
    "id -u": "501\n",
    "id -Gn anna": "staff everyone admin\n",
    "tmutil destinationinfo": recorded.MACOS_DESTINATION,
    "tmutil latestbackup": recorded.MACOS_BACKUP,
}


def day(number: int) -> datetime:
    return datetime(2026, 11, number, tzinfo=UTC)


def mac(**changes: Output | Unobserved | str | None) -> Device:
    outputs = {**MAC, **{name.replace("__", " --").replace("_", " "): output for name, output in changes.items()}}
    return read_macos(RecordedMachine({name: output for name, output in outputs.items() if output is not None}))


def value(seen: object) -> object:
    assert isinstance(seen, Observed)
    return seen.value


def reason(seen: object) -> Reason:
    assert isinstance(seen, Unobserved)
    return seen.reason


def test_a_whole_device_is_read() -> None:
    seen = mac()
    assert {name: value(getattr(seen, name)) for name in Device.__slots__} == {
        "system": OperatingSystem(Product.MACOS, "15.7.2"),
        "last_update": day(18),
        "updates_waiting": UpdatesWaiting(1, None, day(23)),
        "automatic_updates": True,
        "disk_encryption": Extent.ALL,
        "firewall": Extent.ALL,
        "screen_lock": ScreenLock(360),
        "malware_protection": MalwareProtection(Extent.ALL, None, day(20)),
        "everyday_administrator": True,
        "last_backup": day(22),
    }


def test_nothing_personal_is_kept() -> None:
    assert not any(word in repr(mac()).lower() for word in ("anna", "/volumes", "7c1a0000", "boekhouden"))


def test_a_device_without_any_program_tells_that_and_nothing_else() -> None:
    seen = read_macos(RecordedMachine({}))
    assert {reason(getattr(seen, name)) for name in Device.__slots__} == {Reason.NO_SUCH_TOOL}


def test_that_nothing_waits_is_said_on_standard_error() -> None:
    nothing = Output(0, "Software Update Tool\n", "No new software available.\n")
    assert value(mac(softwareupdate__list=nothing).updates_waiting) == UpdatesWaiting(0, None, day(23))


def test_without_settings_what_waits_has_no_day() -> None:
    assert value(mac(plutil=None).updates_waiting) == UpdatesWaiting(1)
    assert reason(mac(plutil=None).automatic_updates) is Reason.NO_SUCH_TOOL


def test_a_choice_that_nobody_made_is_not_a_no() -> None:
    settings = recorded.MACOS_SETTINGS.replace("AutomaticallyInstallMacOSUpdates", "SomethingElse")
    assert reason(mac(plutil=settings).automatic_updates) is Reason.NOT_LOOKED


@pytest.mark.parametrize(
    ("changes", "after_s"),
    [
        ({"sysadminctl": Output(0, "", "sysadminctl[1:2] screenLock is off\n")}, None),
        ({"sysadminctl": Output(0, "", "sysadminctl[1:2] screenLock delay is immediate\n")}, 300),
        ({"defaults": Output(1, "", "The domain/default pair does not exist\n")}, 360),
        ({"defaults": "120\n"}, 180),
        ({"defaults": "0\n", "pmset": " displaysleep         0\n"}, None),
    ],
)
def test_the_password_comes_after_the_screen_went_dark(changes: dict[str, Output | str], after_s: int | None) -> None:
    assert value(mac(**changes).screen_lock) == ScreenLock(after_s)


def test_settings_of_root_are_not_those_of_the_person_at_the_screen() -> None:
    outputs = {**{name: output for name, output in MAC.items() if output is not None}, "id -u": "0\n"}
    seen = read_macos(RecordedMachine(outputs))
    assert reason(seen.screen_lock) is Reason.NOT_LOOKED
    assert value(seen.everyday_administrator) is True


def test_without_the_time_of_the_display_the_lock_is_unknown() -> None:
    assert reason(mac(pmset=None).screen_lock) is Reason.NO_SUCH_TOOL
    assert reason(mac(sysadminctl=Output(0, "", "")).screen_lock) is Reason.PROTOCOL_ERROR


@pytest.mark.parametrize("name", ["root\n", "loginwindow\n", "_mbsetupuser\n", "\n", "-h\n", "a b\n"])
def test_without_a_person_at_the_screen_the_everyday_user_is_unknown(name: str) -> None:
    assert reason(mac(stat=name).everyday_administrator) is Reason.NOT_LOOKED


def test_a_mac_that_never_chose_a_disk_has_no_backup() -> None:
    none = Output(1, "", "tmutil: No destinations configured.\n")
    assert value(mac(tmutil_destinationinfo=none).last_backup) is None


def test_a_backup_that_may_not_be_seen_is_not_no_backup() -> None:
    refused = Output(80, "", "tmutil: latestbackup requires Full Disk Access privileges.\n")
    assert reason(mac(tmutil_latestbackup=refused).last_backup) is Reason.NOT_PERMITTED
    failed = Output(1, "", "Failed to mount backup destination\n")
    assert reason(mac(tmutil_latestbackup=failed).last_backup) is Reason.TOOL_FAILED


def test_nothing_is_asked_of_apple() -> None:
    machine = RecordedMachine({name: output for name, output in MAC.items() if output is not None})
    read_macos(machine)
    asked = [command.arguments for command in machine.asked if command.program == "softwareupdate"]
    assert asked == [("--list", "--no-scan")]
