"""What Windows says about the device: JSON that our own PowerShell lines write, and the table of `whoami`.

Values come from Microsoft's classes and registry (Win32 and CIM documentation, by general knowledge, texts not read).
Words that people see are translated by Windows; so only numbers, dates and identifiers are read.
"""

import json
import re
from datetime import datetime
from typing import Any

from weerbaar.scanner.facts.device import (
    Edition,
    Extent,
    MalwareProtection,
    OperatingSystem,
    Product,
    ScreenLock,
    UpdatesWaiting,
    day_of,
)
from weerbaar.scanner.parsers.malformed import Malformed

_BUILD = re.compile(r"[0-9]{4,6}")
_ADMINISTRATORS = re.compile(r'"S-1-5-32-544"')
_LOCAL_SYSTEM = re.compile(r'"S-1-16-16384"')
_LONG_TERM = frozenset({"EnterpriseS", "EnterpriseSN", "EnterpriseSEval"})
_LONG_TERM_IOT = frozenset({"IoTEnterpriseS", "IoTEnterpriseSK"})
_ENTERPRISE = re.compile(r"(?:IoT)?Enterprise(?:N|G|GN|Eval)?|Education(?:N)?|ServerRdsh")
_NEVER = 0xFFFFFFFF
_MOST_S = 86_400


def system(text: str) -> OperatingSystem | Malformed:
    """`{"build": "26100", "edition": "Professional", "kind": "Client"}` from the registry key CurrentVersion."""
    data = _object(text)
    if data is None or not _BUILD.fullmatch(str(data.get("build"))):
        return Malformed(text[:60], 0, "no-build")
    if data.get("kind") != "Client":
        return OperatingSystem(Product.WINDOWS_SERVER, str(data["build"]))
    name = str(data.get("edition"))
    if name in _LONG_TERM:
        edition = Edition.LONG_TERM
    elif name in _LONG_TERM_IOT:
        edition = Edition.LONG_TERM_IOT
    else:
        edition = Edition.ENTERPRISE if _ENTERPRISE.fullmatch(name) else Edition.STANDARD
    return OperatingSystem(Product.WINDOWS, str(data["build"]), edition)


def last_update(text: str) -> datetime | Malformed | None:
    """`{"fixes": ["2026-11-12T…", …], "last": "…"}`: the newest of Get-HotFix and of the update service."""
    data = _object(text)
    if data is None or "fixes" not in data:
        return Malformed(text[:60], 0, "no-fixes")
    moments = [_day(value) for value in (*_list(data["fixes"]), data.get("last"))]
    return max((day for day in moments if day), default=None)


def updates_waiting(text: str) -> UpdatesWaiting | Malformed:
    """`{"count": 2, "security": 1, "asked": "…"}` from the update agent's own store."""
    data = _object(text)
    counts = (data.get("count"), data.get("security")) if data else (None, None)
    if data is None or not all(_is_count(value) for value in counts):
        return Malformed(text[:60], 0, "no-count")
    return UpdatesWaiting(data["count"], data["security"], _day(data.get("asked")))


def automatic_updates(text: str) -> bool | Malformed:
    """`{"level": 4, "forbidden": null}`: AutomaticUpdatesNotificationLevel, and the policy NoAutoUpdate.

    Levels: 0 not configured and 4 scheduled both install by themselves on Windows 10 and later; 1 is off, 2 and 3 ask first.
    """
    data = _object(text)
    if data is None or not _is_count(data.get("level")):
        return Malformed(text[:60], 0, "no-level")
    return data["level"] in (0, 4) and data.get("forbidden") != 1


def bitlocker(text: str) -> Extent | Malformed:
    """`[{"type": "OperatingSystem", "protection": 1, "status": 1}, …]` from Get-BitLockerVolume.

    Protection 1 is on. Status 1 is wholly encrypted; anything else is under way or not at all.
    """
    volumes = [row for row in _list(_json(text)) if isinstance(row, dict) and "protection" in row]
    if not volumes:
        return Malformed(text[:60], 0, "no-volumes")
    done = [row["protection"] == 1 and row.get("status") in (1, None) for row in volumes]
    if all(done):
        return Extent.ALL
    return Extent.PART if any(row["protection"] == 1 or row.get("status") in (2, 3) for row in volumes) else Extent.NONE


def shell_protection(text: str) -> Extent | Malformed:
    """The property System.Volume.BitLockerProtection of the system disk, which everybody may read.

    1 on, 2 off, 3 encrypting, 4 decrypting, 5 suspended, 6 on and locked.
    """
    value = text.strip()
    if value in ("1", "6"):
        return Extent.ALL
    if value in ("3", "4", "5"):
        return Extent.PART
    return Extent.NONE if value == "2" else Malformed(text[:60], 0, "no-protection")


def firewall(text: str) -> Extent | Malformed:
    """`[{"name": "Domain", "enabled": 1}, …]` from Get-NetFirewallProfile, three profiles."""
    rows = [row for row in _list(_json(text)) if isinstance(row, dict) and row.get("enabled") in (0, 1, 2)]
    if len(rows) < 3:
        return Malformed(text[:60], 0, "no-profiles")
    # 2 is "not configured", which means on by default
    on = [row["enabled"] != 0 for row in rows]
    if all(on):
        return Extent.ALL
    return Extent.PART if any(on) else Extent.NONE


def screen_lock(text: str) -> ScreenLock | Malformed:
    """`{"saver": "1", "secure": "1", "saver_s": "600", "policy_s": null, "sleep_s": 1800, "delay_s": null}`.

    The screen saver of the person's own settings or of policy, the machine's inactivity limit, and sleep, after which
    Windows asks for a password unless DelayLockInterval says never.
    """
    data = _object(text)
    if data is None or "saver" not in data or "sleep_s" not in data:
        return Malformed(text[:60], 0, "no-settings")
    after = []
    if _number(data["saver"]) == 1 and _number(data.get("secure")) == 1:
        after.append(_number(data.get("saver_s")))
    after.append(_number(data.get("policy_s")))
    delay = _number(data.get("delay_s"))
    # PowerShell reads 0xFFFFFFFF of the registry as -1
    if delay != _NEVER and data.get("delay_s") != -1:
        sleep = _number(data["sleep_s"])
        after.append(sleep + (delay or 0) if sleep else None)
    limits = [limit for limit in after if limit]
    return ScreenLock(min(min(limits), _MOST_S) if limits else None)


def malware_protection(text: str) -> MalwareProtection | Malformed | None:
    """`{"products": [397568], "defender": true, "definitions": "…"}`: Security Center, and Get-MpComputerStatus.

    Of a product's state the bits 0xF000 are 0x1000 when it is on, and the bits 0xF0 are 0 when its lists are fresh.
    """
    data = _object(text)
    if data is None or "products" not in data:
        return Malformed(text[:60], 0, "no-products")
    states = [state for state in _list(data["products"]) if _is_count(state)]
    on = [state for state in states if state & 0xF000 == 0x1000]
    definitions = _day(data.get("definitions"))
    if on:
        fresh = any(state & 0xF0 == 0 for state in on)
        return MalwareProtection(Extent.ALL, fresh, definitions if data.get("defender") is True else None)
    if data.get("defender") is True:
        return MalwareProtection(Extent.ALL, None, definitions)
    return MalwareProtection(Extent.NONE) if states or data.get("defender") is False else None


def is_administrator(text: str) -> bool | Malformed | None:
    """`whoami /groups /fo csv /nh`: whether the group of administrators is among them, also when it is set aside (UAC).

    None when this runs as the system itself, which is nobody. Names in the table are translated and personal: not read.
    """
    if '"S-1-' not in text:
        return Malformed("", 0, "no-groups")
    if _LOCAL_SYSTEM.search(text):
        return None
    return bool(_ADMINISTRATORS.search(text))


def last_backup(text: str) -> datetime | Malformed | None:
    """`{"file_history": "…", "windows_backup": "…"}`: the newest that File History or Windows Backup finished."""
    data = _object(text)
    if data is None or "file_history" not in data:
        return Malformed(text[:60], 0, "no-backups")
    days = [_day(data.get(name)) for name in ("file_history", "windows_backup")]
    return max((day for day in days if day), default=None)


def _json(text: str) -> Any:
    try:
        return json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None


def _object(text: str) -> dict[str, Any] | None:
    data = _json(text)
    return data if isinstance(data, dict) else None


def _list(value: Any) -> list[Any]:
    """A list; PowerShell writes a list of one thing as that thing."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _NEVER


def _number(value: Any) -> int | None:
    """A number that may be written as text: the registry keeps some of them so."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 10:
        return int(value)
    return value if _is_count(value) else None


def _day(value: Any) -> datetime | None:
    """The day of a moment in ISO 8601 with a zone. Windows writes its year 1601 for never."""
    try:
        moment = datetime.fromisoformat(value)
        return day_of(moment) if moment.tzinfo and moment.year > 2000 else None
    except (TypeError, ValueError, OverflowError):
        return None
