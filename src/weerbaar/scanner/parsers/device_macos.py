"""What programs of macOS say about the device. Every parser is linear in its text.

Sources: the manual pages of fdesetup(8), softwareupdate(8), tmutil(8), pmset(1), spctl(8) and sysadminctl(8), by general
knowledge (texts not read).
"""

import json
import plistlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.parsers.expat import ExpatError

from weerbaar.scanner.facts.device import Extent, OperatingSystem, Product, UpdatesWaiting, day_of
from weerbaar.scanner.parsers.malformed import Malformed

_RELEASE = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3}){0,3}")
_BACKUP_TIME = re.compile(r"(\d{4})-(\d{2})-(\d{2})-(\d{6})")
_LOCK_DELAY = re.compile(r"screenLock delay is (?:(\d{1,6}) seconds|(immediate))")
_DISPLAY_SLEEP = re.compile(r"\s+displaysleep\s+(\d{1,6})\b")
_NEW_SYSTEM = re.compile(r"\* Label: macOS [A-Za-z ]{0,40}(\d{1,3})")
_STATE = re.compile(r"\(State = (\d)\)")
_OF_SYSTEM = re.compile(r"macOS|Security Update|Rapid Security Response|Background Security Improvement")
_SIGNATURES = re.compile(r"XProtect", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class InstallHistory:
    """The days of the newest update of the system and of the newest list of malware, None where the history has none."""

    system_on: datetime | None
    signatures_on: datetime | None


@dataclass(frozen=True, slots=True)
class UpdateSettings:
    """`automatic` is None where nobody ever chose; `asked_on` the day of the last good question for news."""

    automatic: bool | None
    asked_on: datetime | None


def system(text: str) -> OperatingSystem | Malformed:
    """`sw_vers -productVersion`: `15.1.1`."""
    release = text.strip()
    if not _RELEASE.fullmatch(release):
        return Malformed(text[:60], 0, "no-version")
    return OperatingSystem(Product.MACOS, release)


def install_history(text: str) -> InstallHistory | Malformed:
    """`system_profiler -json SPInstallHistoryDataType`: names and moments of what was installed."""
    try:
        rows = json.loads(text)["SPInstallHistoryDataType"]
        named = list(_named_days(rows))
    except (ValueError, RecursionError, KeyError, TypeError):
        return Malformed(text[:60], 0, "no-history")
    return InstallHistory(
        max((day for name, day in named if _OF_SYSTEM.search(name[:200])), default=None),
        max((day for name, day in named if _SIGNATURES.search(name[:200])), default=None),
    )


def _named_days(rows: Any) -> Iterator[tuple[str, datetime]]:
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and isinstance(row.get("_name"), str):
            try:
                moment = datetime.fromisoformat(str(row.get("install_date")))
            except ValueError:
                continue
            if moment.tzinfo:
                yield row["_name"], day_of(moment)


def update_settings(text: str) -> UpdateSettings | Malformed:
    """The settings of com.apple.SoftwareUpdate, as `plutil -convert xml1` writes them."""
    try:
        values = plistlib.loads(text.encode("utf-8"), fmt=plistlib.FMT_XML)
    except (
        ExpatError,
        ValueError,
        plistlib.InvalidFileException,
        RecursionError,
        AttributeError,
        LookupError,
        TypeError,
    ):
        return Malformed(text[:60], 0, "no-property-list")
    if not isinstance(values, dict):
        return Malformed(text[:60], 0, "no-dictionary")
    automatic, asked = values.get("AutomaticallyInstallMacOSUpdates"), values.get("LastSuccessfulDate")
    return UpdateSettings(
        bool(automatic) if isinstance(automatic, (bool, int)) else None,
        day_of(asked.replace(tzinfo=UTC)) if isinstance(asked, datetime) else None,
    )


def updates_waiting(text: str, release: str = "") -> UpdatesWaiting | Malformed:
    """`softwareupdate --list --no-scan`: a line `* Label: …` for each update, or that there is none.

    A newer macOS than the one of `release` is an offer and mends nothing here; it does not count.
    """
    labels = [line for line in text.splitlines() if line.lstrip().startswith("* Label:")]
    if not labels and "No new software available" not in text:
        return Malformed(text[:60], 0, "no-list")
    own = release.partition(".")[0]
    offers = [found[1] for label in labels if (found := _NEW_SYSTEM.search(label[:200]))]
    return UpdatesWaiting(len(labels) - sum(bool(own) and major != own for major in offers))


def file_vault(text: str) -> Extent | Malformed:
    """`fdesetup status`: on, off, or under way."""
    if "ncryption in progress" in text or "Decryption in progress" in text:
        return Extent.PART
    if "FileVault is On" in text:
        return Extent.ALL
    return Extent.NONE if "FileVault is Off" in text else Malformed(text[:60], 0, "no-status")


def firewall(text: str) -> Extent | Malformed:
    """`socketfilterfw --getglobalstate`: state 0 is off, 1 on, 2 lets nothing in."""
    found = _STATE.search(text[:1000])
    if not found or found[1] not in "012":
        return Malformed(text[:60], 0, "no-state")
    return Extent.NONE if found[1] == "0" else Extent.ALL


def lock_delay_s(text: str) -> int | Malformed | None:
    """`sysadminctl -screenLock status`: seconds between the screen going dark and the password; None when there is none."""
    found = _LOCK_DELAY.search(text[:2000])
    if found:
        return int(found[1] or 0)
    return None if "screenLock is off" in text[:2000] else Malformed(text[:60], 0, "no-delay")


def idle_s(text: str) -> int | Malformed:
    """`defaults -currentHost read com.apple.screensaver idleTime`: seconds, 0 is never."""
    value = text.strip()
    return (
        int(value) if value.isascii() and value.isdigit() and len(value) < 7 else Malformed(text[:60], 0, "no-number")
    )


def display_sleep_s(text: str) -> int | Malformed:
    """`pmset -g`: the line `displaysleep`, in minutes, 0 is never."""
    for line in text.splitlines():
        if found := _DISPLAY_SLEEP.match(line[:200]):
            return int(found[1]) * 60
    return Malformed(text[:60], 0, "no-display-sleep")


def gatekeeper(text: str) -> Extent | Malformed:
    """`spctl --status`: whether programs are judged before they start. XProtect itself cannot be switched off."""
    if "assessments enabled" in text:
        return Extent.ALL
    return Extent.PART if "assessments disabled" in text else Malformed(text[:60], 0, "no-status")


def is_administrator(text: str) -> bool | Malformed:
    """`id -Gn`: whether `admin` is one of the groups."""
    groups = text.split()
    return "admin" in groups if groups else Malformed("", 0, "no-groups")


def last_backup(text: str) -> datetime | Malformed:
    """`tmutil latestbackup`: a path that ends in the moment of the backup, `2026-11-23-101530`. The path is not kept."""
    found = _BACKUP_TIME.findall(text[-1000:])
    try:
        year, month, day, _ = (int(part) for part in found[-1])
        return datetime(year, month, day, tzinfo=UTC)
    except (IndexError, ValueError):
        return Malformed("", 0, "no-moment")


def has_no_destination(text: str) -> bool:
    """`tmutil destinationinfo`: whether no disk was ever chosen."""
    return "No destinations configured" in text
