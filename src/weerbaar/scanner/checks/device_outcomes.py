"""Is this device protected as the questions of the Basisscan ask? One finding for each signal `dev.*`, pure.

The ids are those of the question bank. They stand beside the catalogue and not in it: these are about a device, and no
scan of a domain judges them. Each finding comes with its outcome's status; NOT_DETERMINED says why.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TypeVar

from weerbaar.scanner.checks.check import (
    NOT_APPLICABLE,
    NOT_DETERMINED,
    Finding,
    Outcome,
    fails,
    not_applicable,
    not_determined,
    passes,
    undetermined,
)
from weerbaar.scanner.checks.device_support import SupportList
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.device import Device, Extent, Product, UpdatesWaiting
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.vocabulary.severity import Severity

T = TypeVar("T")

# What BP3-01 asks: updates within fourteen days.
UPDATE_WITHIN = timedelta(days=14)
# Makers of protection write several lists a day; a week without one means that they do not arrive.
DEFINITIONS_WITHIN = timedelta(days=7)
# A week of work is what a small company can do over.
BACKUP_WITHIN = timedelta(days=7)
LOCK_WITHIN_S = 600
# Time to plan a new device.
ENDS_SOON = timedelta(days=90)

_EXTENT = {Extent.ALL: "on", Extent.PART: "partly", Extent.NONE: "off"}
OUTCOMES: Mapping[str, Mapping[str, Outcome]] = {
    "dev.os_supported": {
        "supported": passes(),
        "ends-soon": fails(Severity.LOW),
        "ended": fails(Severity.HIGH),
        NOT_DETERMINED: not_determined(),
    },
    "dev.patch_age": {
        "automatic": passes(),
        "up-to-date": passes(),
        "by-hand": fails(Severity.LOW),
        "waiting": fails(Severity.MEDIUM),
        "behind": fails(Severity.HIGH),
        NOT_DETERMINED: not_determined(),
    },
    "dev.disk_enc": {
        "on": passes(),
        "partly": fails(Severity.MEDIUM),
        "off": fails(Severity.HIGH),
        NOT_DETERMINED: not_determined(),
    },
    "dev.firewall": {
        "on": passes(),
        "partly": fails(Severity.MEDIUM),
        "off": fails(Severity.MEDIUM),
        NOT_DETERMINED: not_determined(),
    },
    "dev.lock": {
        "locks": passes(),
        "slow": fails(Severity.LOW),
        "never": fails(Severity.MEDIUM),
        NOT_APPLICABLE: not_applicable(),
        NOT_DETERMINED: not_determined(),
    },
    "dev.av": {
        "on": passes(),
        "partly": fails(Severity.MEDIUM),
        "outdated": fails(Severity.MEDIUM),
        "off": fails(Severity.HIGH),
        "none-found": not_determined(),
        NOT_DETERMINED: not_determined(),
    },
    "dev.local_admin": {"no": passes(), "yes": fails(Severity.MEDIUM), NOT_DETERMINED: not_determined()},
    "dev.backup_last": {
        "recent": passes(),
        "old": fails(Severity.HIGH),
        "none-found": not_determined(),
        NOT_DETERMINED: not_determined(),
    },
}


def judge_device(device: Device, now: datetime, support: SupportList) -> tuple[Finding, ...]:
    """One finding for each signal, in the order of OUTCOMES."""
    return (
        _supported(device, now, support),
        _updates(device, now),
        _by("dev.disk_enc", device.disk_encryption, lambda extent: (_EXTENT[extent], {})),
        _by("dev.firewall", device.firewall, lambda extent: (_EXTENT[extent], {})),
        _lock(device),
        _malware(device, now),
        _by("dev.local_admin", device.everyday_administrator, lambda is_one: ("yes" if is_one else "no", {})),
        _backup(device, now),
    )


def status_of(finding: Finding) -> Outcome:
    """The declared outcome that a finding about a device names."""
    return OUTCOMES[finding.check][finding.outcome]


def _by(signal: str, seen: Observation[T], conclude: Callable[[T], tuple[str, dict[str, Json]]]) -> Finding:
    if isinstance(seen, Unobserved):
        return undetermined(signal, seen)
    outcome, evidence = conclude(seen.value)
    return Finding(signal, outcome, evidence)


def _supported(device: Device, now: datetime, support: SupportList) -> Finding:
    """A day that has gone by stays gone, however old the list; that something is still supported only a fresh one says."""
    signal, seen = "dev.os_supported", device.system
    if isinstance(seen, Unobserved):
        return undetermined(signal, seen)
    release, today = support.release_of(seen.value), now.date()
    evidence: dict[str, Json] = {"system": seen.value.product.value, "release": seen.value.release}
    if release is not None and release.ends is not None:
        evidence["ends"] = release.ends.isoformat()
        if release.ends < today:
            return Finding(signal, "ended", evidence)
    if release is None or support.is_stale(today) or seen.value.product is Product.OTHER:
        return undetermined(signal, Unobserved(Reason.NOT_LOOKED, "device_support.toml"))
    soon = release.ends is not None and release.ends < today + ENDS_SOON
    return Finding(signal, "ends-soon" if soon else "supported", evidence)


def _updates(device: Device, now: datetime) -> Finding:
    """What waits tells most, as long as the device asked for news lately; without that, when something was installed."""
    signal, last = "dev.patch_age", device.last_update
    lately = _is_within(last.value, now, UPDATE_WITHIN) if isinstance(last, Observed) else None
    needed = _needed(device.updates_waiting, now)
    evidence: dict[str, Json] = {}
    if isinstance(last, Observed) and last.value is not None:
        evidence["days"] = max(0, (now - last.value).days)
    if needed is not None:
        evidence["waiting"] = needed
    if needed == 0 or (needed is None and lately):
        automatic = device.automatic_updates
        if isinstance(automatic, Unobserved):
            return Finding(signal, "up-to-date", evidence)
        return Finding(signal, "automatic" if automatic.value else "by-hand", evidence)
    if needed is None and lately is None:
        return undetermined(signal, last if isinstance(last, Unobserved) else Unobserved(Reason.NOT_LOOKED))
    return Finding(signal, "behind" if lately is False else "waiting", evidence)


def _needed(seen: Observation[UpdatesWaiting], now: datetime) -> int | None:
    """How many updates wait that matter; None when that is unknown or the device has not asked for a while."""
    if isinstance(seen, Unobserved):
        return None
    waiting = seen.value
    count = waiting.count if waiting.security is None else waiting.security
    if count == 0 and waiting.known_on is not None and not _is_within(waiting.known_on, now, UPDATE_WITHIN):
        return None
    return count


def _lock(device: Device) -> Finding:
    signal, seen = "dev.lock", device.screen_lock
    if isinstance(seen, Unobserved):
        return undetermined(signal, seen)
    if seen.value is None:
        return Finding(signal, NOT_APPLICABLE)
    after_s = seen.value.after_s
    if after_s is None:
        return Finding(signal, "never")
    return Finding(signal, "locks" if after_s <= LOCK_WITHIN_S else "slow", {"minutes": -(-after_s // 60)})


def _malware(device: Device, now: datetime) -> Finding:
    signal, seen = "dev.av", device.malware_protection
    if isinstance(seen, Unobserved):
        return undetermined(signal, seen)
    protection = seen.value
    if protection is None:
        return Finding(signal, "none-found")
    if protection.active is not Extent.ALL:
        return Finding(signal, _EXTENT[protection.active])
    old = protection.definitions_on is not None and not _is_within(protection.definitions_on, now, DEFINITIONS_WITHIN)
    fresh = protection.up_to_date if protection.up_to_date is not None else not old
    return Finding(signal, "on" if fresh else "outdated")


def _backup(device: Device, now: datetime) -> Finding:
    signal, seen = "dev.backup_last", device.last_backup
    if isinstance(seen, Unobserved):
        return undetermined(signal, seen)
    if seen.value is None:
        return Finding(signal, "none-found")
    recent = _is_within(seen.value, now, BACKUP_WITHIN)
    return Finding(signal, "recent" if recent else "old", {"days": max(0, (now - seen.value).days)})


def _is_within(day: datetime | None, now: datetime, span: timedelta) -> bool:
    """Whether the day lies no longer back than the span. A day is known to the day, so a day more is allowed."""
    return day is not None and now - day <= span + timedelta(days=1)
