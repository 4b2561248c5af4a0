"""Reads a device with Linux. What only the administrator may see is tried, and said to be so when it is refused."""

import re
from datetime import UTC, datetime

from weerbaar.scanner.facts.device import Device, Extent, MalwareProtection, UpdatesWaiting, day_of
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.parsers import device_linux as parse
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.probes.device_looking import first_seen, look, look_in, runs_as_root
from weerbaar.scanner.probes.device_screen_lock import screen_lock
from weerbaar.scanner.probes.doors.machine import Command, Machine

# systemctl(1): is-enabled ends with 1 for a unit that is not, is-active with 3 or 4; both with 1 where systemd does not run.
_ENABLED_OR_NOT = frozenset({0, 1, 4})
_ACTIVE_OR_NOT = frozenset({0, 3, 4})
_NOT_ALLOWED = ("Operation not permitted", "Permission denied", "must be root")

APT_WAITING = Command("apt-get --simulate", "apt-get", ("--simulate", "dist-upgrade"), timeout_s=60)
APT_AUTOMATIC = Command("apt-config", "apt-config", ("dump", "APT::Periodic"))
RPM_TIMES = Command("rpm", "rpm", ("--query", "--all", "--queryformat", "%{INSTALLTIME}\\n"), timeout_s=60)
DNF_WAITING = Command(
    "dnf check-update", "dnf", ("--cacheonly", "--quiet", "check-update"), frozenset({0, 100}), timeout_s=60
)
PACMAN_WAITING = Command("pacman", "pacman", ("--query", "--upgrades"), frozenset({0, 1}))
DNF_AUTOMATIC = Command(
    "systemctl is-enabled",
    "systemctl",
    ("is-enabled", "dnf-automatic.timer", "dnf-automatic-install.timer", "dnf5-automatic.timer"),
    _ENABLED_OR_NOT,
)
DISKS = Command("lsblk", "lsblk", ("--json", "--output", "TYPE,FSTYPE,MOUNTPOINT,RM"))
RULESET = Command("nft", "nft", ("--json", "list", "ruleset"), denied=_NOT_ALLOWED)
FIREWALLD = Command("systemctl is-active", "systemctl", ("is-active", "firewalld.service"), _ACTIVE_OR_NOT)
# Programs against malware that say by their unit that they run: ClamAV on access, and the common paid ones.
MALWARE = Command(
    "systemctl is-active",
    "systemctl",
    (
        "is-active",
        "clamav-daemon.service",
        "clamav-clamonacc.service",
        "mdatp.service",
        "falcon-sensor.service",
        "sophos-spl.service",
        "eea.service",
        "efs.service",
        "sentinelone.service",
        "ds_agent.service",
        "bdsec.service",
    ),
    _ACTIVE_OR_NOT,
)
DEJA_DUP = Command("gsettings", "gsettings", ("get", "org.gnome.DejaDup", "last-backup"))
BACKUP_UNITS = Command(
    "systemctl show",
    "systemctl",
    (
        "show",
        "--timestamp=unix",
        "--property=Result,ExecMainExitTimestamp",
        "borgmatic.service",
        "restic.service",
        "restic-backup.service",
        "rsnapshot.service",
        "snapper-backup.service",
        "backup.service",
    ),
)
_SIGNATURES = ("/var/lib/clamav/daily.cld", "/var/lib/clamav/daily.cvd")
_USER_NAME = re.compile(r"[a-z_][a-z0-9_.-]{0,31}")


def read_linux(machine: Machine) -> Device:
    """Everything that this device tells."""
    return Device(
        system=look_in(machine, "os-release", "/etc/os-release", parse.system),
        last_update=_last_update(machine),
        updates_waiting=_waiting(machine),
        automatic_updates=_automatic(machine),
        disk_encryption=look(machine, DISKS, parse.disk_encryption),
        firewall=_firewall(machine),
        screen_lock=screen_lock(machine),
        malware_protection=_malware(machine),
        everyday_administrator=_administrator(machine),
        last_backup=_last_backup(machine),
    )


def _last_update(machine: Machine) -> Observation[datetime | None]:
    log = "/var/log/apt/history.log"
    newest = look_in(machine, "apt history", log, parse.last_apt_upgrade)
    if isinstance(newest, Observed) and newest.value is None:
        # The log starts anew each month.
        older = look_in(machine, "apt history", f"{log}.1.gz", parse.last_apt_upgrade)
        return older if isinstance(older, Observed) else newest
    return first_seen(
        lambda: newest,
        lambda: look_in(machine, "pacman history", "/var/log/pacman.log", parse.last_pacman_upgrade),
        lambda: look(machine, RPM_TIMES, parse.last_rpm_install),
    )


def _waiting(machine: Machine) -> Observation[UpdatesWaiting]:
    known_on = _day(machine, "/var/lib/apt/lists")

    def of_apt(text: str) -> UpdatesWaiting | Malformed:
        seen = parse.apt_waiting(text)
        return seen if isinstance(seen, Malformed) else UpdatesWaiting(seen.count, seen.security, known_on)

    return first_seen(
        lambda: look(machine, APT_WAITING, of_apt),
        lambda: look(machine, DNF_WAITING, parse.lines_waiting),
        lambda: look(machine, PACMAN_WAITING, parse.lines_waiting),
    )


def _automatic(machine: Machine) -> Observation[bool]:
    settings = look(machine, APT_AUTOMATIC, parse.apt_automatic)
    if isinstance(settings, Observed) and settings.value:
        program = machine.modified_at("/usr/bin/unattended-upgrade")
        return Observed(not isinstance(program, Unobserved), settings.at, settings.source)
    return first_seen(lambda: settings, lambda: look(machine, DNF_AUTOMATIC, parse.any_enabled))


def _firewall(machine: Machine) -> Observation[Extent]:
    """The rules themselves where we may see them. Else a firewall that runs; a stopped one proves nothing about the rules."""
    rules = look(machine, RULESET, parse.packet_filter)
    if isinstance(rules, Observed) and (rules.value is Extent.ALL or _old_tables(machine) is None):
        return rules
    ufw = look_in(machine, "ufw", "/etc/ufw/ufw.conf", parse.ufw_enabled)
    if isinstance(ufw, Observed) and ufw.value is Extent.ALL:
        return ufw
    running = look(machine, FIREWALLD, parse.any_active)
    if isinstance(running, Observed) and running.value:
        return Observed(Extent.ALL, running.at, "firewalld")
    return rules if isinstance(rules, Unobserved) else Unobserved(Reason.NOT_LOOKED, "iptables")


def _old_tables(machine: Machine) -> bytes | None:
    """The tables of the older packet filter, which nft does not show: None when it has none."""
    names = machine.read("/proc/net/ip_tables_names")
    return None if isinstance(names, Unobserved) and names.reason is Reason.NO_SUCH_TOOL else _filled(names)


def _filled(names: bytes | Unobserved) -> bytes | None:
    return b"?" if isinstance(names, Unobserved) else names.strip() or None


def _malware(machine: Machine) -> Observation[MalwareProtection | None]:
    running = look(machine, MALWARE, parse.any_active)
    if isinstance(running, Unobserved):
        return running
    if not running.value:
        return Observed(None, running.at, running.source)
    days = [day for path in _SIGNATURES if (day := _day(machine, path))]
    return Observed(MalwareProtection(Extent.ALL, None, max(days, default=None)), running.at, running.source)


def _administrator(machine: Machine) -> Observation[bool]:
    """The person who works here, not the administrator as whom a task may run this command.

    That person's name is used to ask for the groups, and goes nowhere.
    """
    name = machine.variable("SUDO_USER")
    match runs_as_root(machine):
        case Unobserved() as unknown:
            return unknown
        case True if name == "root" or not _USER_NAME.fullmatch(name):
            return Unobserved(Reason.NOT_LOOKED, "id")
        case True:
            person: tuple[str, ...] = (name,)
        case _:
            person = ()
    return look(machine, Command("id", "id", ("--groups", "--name", "--", *person)), parse.is_administrator)


def _last_backup(machine: Machine) -> Observation[datetime | None]:
    """The newest of a person's own program and of the machine's tasks. Root's own settings say nothing of that person."""
    tasks = look(machine, BACKUP_UNITS, parse.last_success)
    own: Observation[datetime | None] = Unobserved(Reason.NOT_LOOKED, DEJA_DUP.name)
    if runs_as_root(machine) is False:
        own = look(machine, DEJA_DUP, parse.last_deja_dup)
    if isinstance(tasks, Unobserved):
        return own
    if isinstance(own, Unobserved):
        # That the tasks know of none is half an answer while nobody could look at the person's program.
        return tasks if tasks.value is not None or own.reason is not Reason.NOT_LOOKED else own
    return max(own, tasks, key=lambda seen: seen.value or datetime.min.replace(tzinfo=UTC))


def _day(machine: Machine, path: str) -> datetime | None:
    moment = machine.modified_at(path)
    return None if isinstance(moment, Unobserved) else day_of(moment)
