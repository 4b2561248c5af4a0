"""Reading a Linux device: this very one, and recordings of others written from the manual pages."""

import sys
from datetime import UTC, datetime

import pytest

from tests.scanner.parsers.test_device_linux import DEBIAN, DROPS, HISTORY, INPUT, SIMULATION, crypt, disks, ruleset
from tests.scanner.probes.recorded_machine import RecordedMachine
from weerbaar.scanner.facts.device import (
    DEVICE_REASONS,
    Device,
    Extent,
    MalwareProtection,
    OperatingSystem,
    Product,
    ScreenLock,
    UpdatesWaiting,
)
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.probes.device import READERS, read_device
from weerbaar.scanner.probes.device_linux import read_linux
from weerbaar.scanner.probes.doors.clock import SystemClock
from weerbaar.scanner.probes.doors.machine import Output, ThisMachine
from weerbaar.scanner.report.device_report import SOURCE

NOT_PERMITTED = Output(1, "", "netlink: Error: cache initialization failed: Operation not permitted\n")
OFFICE = {
    "apt-get --simulate": SIMULATION,
    "apt-config": 'APT::Periodic::Unattended-Upgrade "1";\n',
    "lsblk": disks(crypt("/", "/home")),
    "nft": ruleset({"chain": INPUT}, {"rule": DROPS}),
    "id -u": "1000\n",
    "id --groups --name --": "anna cdrom\n",
    "gsettings get org.gnome.desktop.session idle-delay": "uint32 300\n",
    "gsettings get org.gnome.desktop.screensaver lock-enabled": "true\n",
    "gsettings get org.gnome.desktop.screensaver lock-delay": "uint32 30\n",
    "gsettings get org.gnome.DejaDup last-backup": "'2026-11-23T20:15:00Z'\n",
    "systemctl is-active": Output(0, "active\ninactive\n"),
    "systemctl show": "Result=success\nExecMainExitTimestamp=\n",
}
FILES = {"/etc/os-release": DEBIAN, "/var/log/apt/history.log": HISTORY}
WRITTEN = {
    "/var/lib/apt/lists": datetime(2026, 11, 24, 6, 1, tzinfo=UTC),
    "/usr/bin/unattended-upgrade": datetime(2023, 6, 1, tzinfo=UTC),
    "/var/lib/clamav/daily.cld": datetime(2026, 11, 23, 4, 0, tzinfo=UTC),
}
DESKTOP = {"XDG_CURRENT_DESKTOP": "ubuntu:GNOME"}


def day(number: int) -> datetime:
    return datetime(2026, 11, number, tzinfo=UTC)


def office(
    outputs: dict[str, Output | Unobserved | str | None] | None = None,
    files: dict[str, str] = FILES,
    written: dict[str, datetime] = WRITTEN,
    variables: dict[str, str] = DESKTOP,
) -> Device:
    """The device in the office with other outputs; None takes a program away."""
    changed = {**OFFICE, **(outputs or {})}
    return read_linux(RecordedMachine({k: v for k, v in changed.items() if v is not None}, files, written, variables))


def value(seen: object) -> object:
    assert isinstance(seen, Observed)
    return seen.value


def reason(seen: object) -> Reason:
    assert isinstance(seen, Unobserved)
    return seen.reason


def test_a_whole_device_is_read() -> None:
    seen = office()
    assert {name: value(getattr(seen, name)) for name in Device.__slots__} == {
        "system": OperatingSystem(Product.DEBIAN, "12"),
        "last_update": day(18),
        "updates_waiting": UpdatesWaiting(2, 1, day(24)),
        "automatic_updates": True,
        "disk_encryption": Extent.ALL,
        "firewall": Extent.ALL,
        "screen_lock": ScreenLock(330),
        "malware_protection": MalwareProtection(Extent.ALL, None, day(23)),
        "everyday_administrator": False,
        "last_backup": day(23),
    }


def test_a_device_without_any_program_tells_that_and_nothing_else() -> None:
    seen = read_linux(RecordedMachine({}))
    for name in Device.__slots__:
        assert reason(getattr(seen, name)) in (Reason.NO_SUCH_TOOL, Reason.NOT_LOOKED), name


def test_no_argument_that_varies_reaches_the_report() -> None:
    machine = RecordedMachine(
        {"id -u": "0\n", "id --groups --name -- anna": "anna sudo\n"}, variables={"SUDO_USER": "anna"}
    )
    seen = read_linux(machine)
    assert value(seen.everyday_administrator) is True
    assert "anna" not in repr(seen)


@pytest.mark.parametrize("name", ["", "root", "-rf", "anna;reboot", "anna bram", "x" * 40])
def test_run_by_the_administrator_nobody_who_works_here_is_known(name: str) -> None:
    machine = RecordedMachine({"id -u": "0\n", "id": "root\n"}, variables={"SUDO_USER": name})
    assert reason(read_linux(machine).everyday_administrator) is Reason.NOT_LOOKED
    assert all(name not in command.arguments for command in machine.asked if command.program == "id")


def test_updates_of_last_month_stand_in_the_packed_log() -> None:
    files = {**FILES, "/var/log/apt/history.log": "", "/var/log/apt/history.log.1.gz": HISTORY}
    assert value(office(files=files).last_update) == day(18)
    assert value(office(files={**FILES, "/var/log/apt/history.log": ""}).last_update) is None


def test_other_distributions_keep_their_own_history() -> None:
    files = {
        "/etc/os-release": "ID=arch\n",
        "/var/log/pacman.log": "[2026-11-19T08:00:00+0100] [ALPM] upgraded a (1)\n",
    }
    assert value(office(files=files).last_update) == day(19)
    assert value(office({"rpm": "1795132800\n"}, files={}).last_update) == day(20)


def test_other_distributions_count_with_their_own_program() -> None:
    dnf = {"apt-get --simulate": None, "dnf check-update": Output(100, "a.x86_64 1 updates\nb.noarch 2 updates\n")}
    assert value(office(dnf).updates_waiting) == UpdatesWaiting(2)
    pacman = {"apt-get --simulate": None, "pacman": Output(1, "")}
    assert value(office(pacman).updates_waiting) == UpdatesWaiting(0)


def test_unattended_upgrades_that_are_not_installed_do_not_count() -> None:
    assert value(office(written={}).automatic_updates) is False


def test_the_timer_of_dnf_is_automatic_too() -> None:
    outputs = {"apt-config": None, "systemctl is-enabled": Output(1, "not-found\nenabled\nnot-found\n")}
    assert value(office(outputs).automatic_updates) is True


def test_rules_that_may_not_be_seen_leave_the_firewall_that_runs() -> None:
    ufw = {**FILES, "/etc/ufw/ufw.conf": "ENABLED=yes\n"}
    running, stopped = (
        {"systemctl is-active firewalld.service": "active\n"},
        {"systemctl is-active firewalld.service": Output(3, "inactive\n")},
    )
    assert value(office({"nft": NOT_PERMITTED}, files=ufw).firewall) is Extent.ALL
    assert value(office({"nft": NOT_PERMITTED, **running}).firewall) is Extent.ALL
    assert reason(office({"nft": NOT_PERMITTED, **stopped}).firewall) is Reason.NOT_PERMITTED


def test_an_empty_ruleset_is_off_unless_the_older_filter_has_tables() -> None:
    stopped = {"nft": ruleset(), "systemctl is-active firewalld.service": Output(3, "inactive\n")}
    assert value(office(stopped).firewall) is Extent.NONE
    assert value(office(stopped, files={**FILES, "/proc/net/ip_tables_names": "\n"}).firewall) is Extent.NONE
    older = {**FILES, "/proc/net/ip_tables_names": "filter\n"}
    assert office(stopped, files=older).firewall == Unobserved(Reason.NOT_LOOKED, "iptables")


@pytest.mark.parametrize(
    ("outputs", "after_s"),
    [
        ({"gsettings get org.gnome.desktop.session idle-delay": "uint32 0\n"}, None),
        ({"gsettings get org.gnome.desktop.screensaver lock-enabled": "false\n"}, None),
        ({"gsettings get org.gnome.desktop.screensaver lock-delay": None}, 300),
        ({"gsettings get org.gnome.desktop.session idle-delay": "uint32 999999\n"}, 86_400),
    ],
)
def test_a_desktop_locks_after_idle_time_and_delay(outputs: dict[str, str | None], after_s: int | None) -> None:
    assert value(office(dict(outputs)).screen_lock) == ScreenLock(after_s)


def test_each_desktop_keeps_its_own_settings() -> None:
    mate = {
        "gsettings get org.mate.session idle-delay": "10\n",
        "gsettings get org.mate.screensaver lock-enabled": "true\n",
    }
    assert value(office(dict(mate), variables={"XDG_CURRENT_DESKTOP": "MATE"}).screen_lock) == ScreenLock(600)
    kde: dict[str, Output | Unobserved | str | None] = {"kreadconfig5": "true\n"}
    read = "kreadconfig6 --file kscreenlockerrc --group Daemon --key {} --default {}"
    kde |= {read.format("Autolock", "true"): "true\n", read.format("Timeout", "5"): "15\n"}
    assert value(office(kde, variables={"XDG_CURRENT_DESKTOP": "KDE"}).screen_lock) == ScreenLock(900)


def test_a_setting_of_another_kind_is_not_understood() -> None:
    odd = {"gsettings get org.gnome.desktop.session idle-delay": "uint32 veel\n"}
    assert reason(office(dict(odd)).screen_lock) is Reason.PROTOCOL_ERROR


def test_a_server_without_desktop_has_no_screen_to_lock() -> None:
    server = {"systemctl get-default": "multi-user.target\n"}
    assert value(office(dict(server), variables={}).screen_lock) is None
    elsewhere = {"systemctl get-default": "graphical.target\n"}
    assert reason(office(dict(elsewhere), variables={}).screen_lock) is Reason.NOT_LOOKED


def test_no_known_program_is_none_found_and_no_systemd_is_unknown() -> None:
    assert value(office({"systemctl is-active": Output(3, "inactive\ninactive\n")}).malware_protection) is None
    assert reason(office({"systemctl is-active": Output(1, "", "not booted")}).malware_protection) is Reason.TOOL_FAILED


def test_the_newest_backup_of_all_programs_counts() -> None:
    borg = {"systemctl show": "Result=success\nExecMainExitTimestamp=@1795478400\n"}
    assert value(office(dict(borg)).last_backup) == day(24)
    assert value(office({**borg, "gsettings get org.gnome.DejaDup last-backup": None}).last_backup) == day(24)


def test_settings_of_root_are_not_those_of_the_person_who_works_here() -> None:
    as_root = {"id -u": "0\n"}
    assert reason(office(dict(as_root)).last_backup) is Reason.NOT_LOOKED
    task = {**as_root, "systemctl show": "Result=success\nExecMainExitTimestamp=@1795478400\n"}
    assert value(office(dict(task)).last_backup) == day(24)


def test_a_person_without_the_program_has_what_the_tasks_know() -> None:
    absent = {"gsettings get org.gnome.DejaDup last-backup": Output(1, "", "No such schema")}
    assert value(office(dict(absent)).last_backup) is None
    nothing = {**absent, "systemctl show": Output(1, "", "not booted")}
    assert reason(office(dict(nothing)).last_backup) is Reason.TOOL_FAILED


def test_commands_are_fixed_and_ask_for_no_change() -> None:
    machine = RecordedMachine(OFFICE, FILES, WRITTEN, DESKTOP)
    read_linux(machine)
    words = {word for command in machine.asked for word in (command.program, *command.arguments)}
    assert words.isdisjoint(
        {"sh", "bash", "-c", "set", "install", "upgrade", "start", "stop", "enable", "flush", "delete"}
    )
    assert {"--simulate", "--cacheonly"} & words == {"--simulate"}


def test_every_platform_has_its_reader_and_another_one_none() -> None:
    assert set(READERS) == {"linux", "darwin", "win32"}
    assert read_device(RecordedMachine({}), "freebsd14") is None


def test_this_very_device_is_read() -> None:
    seen = read_device(ThisMachine(SystemClock()), sys.platform)
    assert seen is not None
    observations = [getattr(seen, name) for name in Device.__slots__]
    assert any(isinstance(observation, Observed) for observation in observations)
    for observation in observations:
        assert SOURCE.fullmatch(observation.source)
        if isinstance(observation, Unobserved):
            assert observation.reason in DEVICE_REASONS
            assert observation.detail == ""
