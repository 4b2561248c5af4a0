"""Reading a device with Windows. The recordings are written from the documentation, not captured from a device."""

import re
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
from weerbaar.scanner.probes.device_windows import read_windows
from weerbaar.scanner.probes.doors.machine import Output

DENIED, ABSENT, FAILED = Output(5, ""), Output(6, ""), Output(7, "")
PC: dict[str, Output | str] = {
    "registry CurrentVersion": recorded.WINDOWS_SYSTEM,
    "Get-HotFix": recorded.WINDOWS_UPDATE,
    "Microsoft.Update.Session": recorded.WINDOWS_WAITING,
    "Microsoft.Update.AutoUpdate": recorded.WINDOWS_AUTOMATIC,
    "Get-BitLockerVolume": recorded.WINDOWS_BITLOCKER,
    "System.Volume.BitLockerProtection": "1\r\n",
    "Get-NetFirewallProfile": recorded.WINDOWS_FIREWALL,
    "registry Desktop, powercfg": recorded.WINDOWS_LOCK,
    "SecurityCenter2, Get-MpComputerStatus": recorded.WINDOWS_MALWARE,
    "whoami": recorded.WINDOWS_GROUPS,
    "FileHistory, Get-WBSummary": recorded.WINDOWS_BACKUP,
}


def day(number: int) -> datetime:
    return datetime(2026, 11, number, tzinfo=UTC)


def pc(changes: dict[str, Output | str] | None = None) -> Device:
    return read_windows(RecordedMachine({**PC, **(changes or {})}))


def value(seen: object) -> object:
    assert isinstance(seen, Observed)
    return seen.value


def reason(seen: object) -> Reason:
    assert isinstance(seen, Unobserved)
    return seen.reason


def test_a_whole_device_is_read() -> None:
    seen = pc()
    assert {name: value(getattr(seen, name)) for name in Device.__slots__} == {
        "system": OperatingSystem(Product.WINDOWS, "26200"),
        "last_update": day(13),
        "updates_waiting": UpdatesWaiting(3, 1, day(24)),
        "automatic_updates": True,
        "disk_encryption": Extent.PART,
        "firewall": Extent.PART,
        "screen_lock": ScreenLock(900),
        "malware_protection": MalwareProtection(Extent.ALL, True, day(24)),
        "everyday_administrator": True,
        "last_backup": day(23),
    }


def test_nothing_personal_is_kept() -> None:
    assert not any(word in repr(pc()) for word in ("BAKKERIJ", "Verkoop", "S-1-5"))


def test_a_device_without_any_program_tells_that_and_nothing_else() -> None:
    seen = read_windows(RecordedMachine({}))
    assert {reason(getattr(seen, name)) for name in Device.__slots__} == {Reason.NO_SUCH_TOOL}


@pytest.mark.parametrize("answer", [DENIED, ABSENT, FAILED])
def test_bitlocker_is_asked_in_the_way_that_everybody_may_when_the_first_does_not_work(answer: Output) -> None:
    assert value(pc({"Get-BitLockerVolume": answer}).disk_encryption) is Extent.ALL


def test_when_both_ways_fail_the_refusal_is_told() -> None:
    both = {"Get-BitLockerVolume": DENIED, "System.Volume.BitLockerProtection": FAILED}
    assert reason(pc(dict(both)).disk_encryption) is Reason.NOT_PERMITTED
    absent = {"Get-BitLockerVolume": ABSENT, "System.Volume.BitLockerProtection": ABSENT}
    assert reason(pc(dict(absent)).disk_encryption) is Reason.NO_SUCH_TOOL


@pytest.mark.parametrize(
    ("answer", "expected"),
    [(DENIED, Reason.NOT_PERMITTED), (ABSENT, Reason.NO_SUCH_TOOL), (FAILED, Reason.TOOL_FAILED)],
)
def test_how_a_line_ended_is_the_reason(answer: Output, expected: Reason) -> None:
    assert reason(pc({"Get-NetFirewallProfile": answer}).firewall) is expected


def test_run_by_the_system_itself_nothing_of_a_person_is_known() -> None:
    groups = recorded.WINDOWS_GROUPS.replace("S-1-16-8192", "S-1-16-16384")
    seen = pc({"whoami": groups})
    assert reason(seen.everyday_administrator) is Reason.NOT_LOOKED
    assert reason(seen.screen_lock) is Reason.NOT_LOOKED
    assert reason(seen.last_backup) is Reason.NOT_LOOKED
    assert value(seen.firewall) is Extent.PART


def test_every_line_reads_and_none_of_them_writes() -> None:
    machine = RecordedMachine(PC)
    read_windows(machine)
    lines = [command.arguments[-1] for command in machine.asked if command.program == "powershell.exe"]
    assert len(lines) >= 9
    for line in lines:
        assert not re.search(r"\b(Set|Remove|Start|Stop|Enable|Disable|Invoke|Out|Add|Clear|Install)-\w+", line), line
        assert '"' not in line, "the quotes of the command line stay whole"
        assert line.count("{") == line.count("}")
        assert line.count("(") == line.count(")")
        assert line.count("'") % 2 == 0


def test_the_update_agent_looks_in_its_own_store_only() -> None:
    machine = RecordedMachine(PC)
    read_windows(machine)
    (line,) = [c.arguments[-1] for c in machine.asked if c.name == "Microsoft.Update.Session"]
    assert line.index("$s.Online = $false") < line.index("$s.Search(")
