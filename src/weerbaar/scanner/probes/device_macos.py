"""Reads a device with macOS. Nothing is asked of Apple: only what the device already knows."""

import re
from dataclasses import replace
from datetime import datetime

from weerbaar.scanner.facts.device import Device, MalwareProtection, ScreenLock, UpdatesWaiting
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.parsers import device_macos as parse
from weerbaar.scanner.parsers.device_macos import InstallHistory, UpdateSettings
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.probes.device_looking import ask, look, runs_as_root, understood
from weerbaar.scanner.probes.doors.machine import Command, Machine

_NOT_ALLOWED = ("Operation not permitted", "Permission denied", "Full Disk Access", "must be run as root")

SYSTEM = Command("sw_vers", "sw_vers", ("-productVersion",))
HISTORY = Command("system_profiler", "system_profiler", ("-json", "SPInstallHistoryDataType"), timeout_s=60)
SETTINGS = Command(
    "plutil", "plutil", ("-convert", "xml1", "-o", "-", "/Library/Preferences/com.apple.SoftwareUpdate.plist")
)
WAITING = Command("softwareupdate --list", "softwareupdate", ("--list", "--no-scan"), timeout_s=60)
FILE_VAULT = Command("fdesetup status", "fdesetup", ("status",))
FIREWALL = Command("socketfilterfw", "socketfilterfw", ("--getglobalstate",))
LOCK_DELAY = Command("sysadminctl", "sysadminctl", ("-screenLock", "status"))
IDLE = Command("defaults", "defaults", ("-currentHost", "read", "com.apple.screensaver", "idleTime"))
POWER = Command("pmset", "pmset", ("-g",))
GATEKEEPER = Command("spctl --status", "spctl", ("--status",), frozenset({0, 1}))
CONSOLE = Command("stat", "stat", ("-f", "%Su", "/dev/console"))
LATEST_BACKUP = Command("tmutil latestbackup", "tmutil", ("latestbackup",), denied=_NOT_ALLOWED)
DESTINATIONS = Command("tmutil destinationinfo", "tmutil", ("destinationinfo",), frozenset({0, 1}), denied=_NOT_ALLOWED)
_USER_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.@-]{0,63}")


def read_macos(machine: Machine) -> Device:
    """Everything that this device tells."""
    system = look(machine, SYSTEM, parse.system)
    history = look(machine, HISTORY, parse.install_history)
    settings = look(machine, SETTINGS, parse.update_settings)
    return Device(
        system=system,
        last_update=_last_update(history),
        updates_waiting=_waiting(machine, settings, system.value.release if isinstance(system, Observed) else ""),
        automatic_updates=_automatic(settings),
        disk_encryption=look(machine, FILE_VAULT, parse.file_vault),
        firewall=look(machine, FIREWALL, parse.firewall),
        screen_lock=_screen_lock(machine),
        malware_protection=_malware(machine, history),
        everyday_administrator=_administrator(machine),
        last_backup=_last_backup(machine),
    )


def _last_update(history: Observation[InstallHistory]) -> Observation[datetime | None]:
    if isinstance(history, Unobserved):
        return history
    return Observed(history.value.system_on, history.at, history.source)


def _waiting(machine: Machine, settings: Observation[UpdateSettings], release: str) -> Observation[UpdatesWaiting]:
    output = ask(machine, WAITING)
    if isinstance(output, Unobserved):
        return output
    # That there is nothing is said on standard error.
    seen = understood(machine, WAITING.name, parse.updates_waiting(f"{output.text}\n{output.complaint}", release))
    if isinstance(seen, Unobserved) or isinstance(settings, Unobserved):
        return seen
    return Observed(replace(seen.value, known_on=settings.value.asked_on), seen.at, seen.source)


def _automatic(settings: Observation[UpdateSettings]) -> Observation[bool]:
    if isinstance(settings, Unobserved):
        return settings
    if settings.value.automatic is None:
        return Unobserved(Reason.NOT_LOOKED, settings.source)
    return Observed(settings.value.automatic, settings.at, settings.source)


def _screen_lock(machine: Machine) -> Observation[ScreenLock | None]:
    """The screen goes dark by the first of screen saver and display sleep; the password comes after its delay.

    These are settings of the person, so that there is nothing to see for root.
    """
    root = runs_as_root(machine)
    if root is not False:
        return root if isinstance(root, Unobserved) else Unobserved(Reason.NOT_LOOKED, LOCK_DELAY.name)
    output = ask(machine, LOCK_DELAY)
    if isinstance(output, Unobserved):
        return output
    # The answer is written as a line of a log, on standard error.
    delay = parse.lock_delay_s(f"{output.text}\n{output.complaint}")
    if isinstance(delay, Malformed):
        return Unobserved(Reason.PROTOCOL_ERROR, LOCK_DELAY.name)
    if delay is None:
        return Observed(ScreenLock(None), machine.now(), LOCK_DELAY.name)
    display = look(machine, POWER, parse.display_sleep_s)
    saver = look(machine, IDLE, parse.idle_s)
    # Where nobody chose a time for the screen saver there is no value; that of the display is always there.
    if isinstance(display, Unobserved):
        return display
    dark = [seen.value for seen in (display, saver) if isinstance(seen, Observed) and seen.value]
    return Observed(ScreenLock(min(dark) + delay if dark else None), machine.now(), LOCK_DELAY.name)


def _malware(machine: Machine, history: Observation[InstallHistory]) -> Observation[MalwareProtection | None]:
    seen = look(machine, GATEKEEPER, parse.gatekeeper)
    if isinstance(seen, Unobserved):
        return seen
    day = history.value.signatures_on if isinstance(history, Observed) else None
    return Observed(MalwareProtection(seen.value, None, day), seen.at, seen.source)


def _administrator(machine: Machine) -> Observation[bool]:
    """The person at the screen. That name is used to ask for the groups, and goes nowhere."""
    console = ask(machine, CONSOLE)
    if isinstance(console, Unobserved):
        return console
    name = console.text.strip()
    if name in ("root", "loginwindow", "_mbsetupuser") or not _USER_NAME.fullmatch(name):
        return Unobserved(Reason.NOT_LOOKED, "id")
    return look(machine, Command("id", "id", ("-Gn", name)), parse.is_administrator)


def _last_backup(machine: Machine) -> Observation[datetime | None]:
    destinations = ask(machine, DESTINATIONS)
    if isinstance(destinations, Unobserved):
        return destinations
    if parse.has_no_destination(f"{destinations.text}\n{destinations.complaint}"):
        return Observed(None, machine.now(), DESTINATIONS.name)
    return look(machine, LATEST_BACKUP, parse.last_backup)
