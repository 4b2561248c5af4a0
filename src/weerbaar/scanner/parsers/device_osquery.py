"""What osquery saw of a device by our queries: the lines of its results log (osquery documentation, "Logging", snapshots).

A line looks like `{"name": "pack_weerbaar_weerbaar_system", "hostIdentifier": "…", "unixTime": 1764000000,
"snapshot": [{"platform": "debian", …}], "action": "snapshot"}`. Values are texts. Of the host only is compared whether
it is the same one in all lines; it is not kept. The queries stand in `device_osquery_pack.json`.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from weerbaar.scanner.facts.device import (
    Device,
    Edition,
    Extent,
    MalwareProtection,
    OperatingSystem,
    Product,
    ScreenLock,
    UpdatesWaiting,
    day_of,
)
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.parsers.malformed import Malformed

T = TypeVar("T")
Rows = list[Mapping[str, str]]
MOST_CHARACTERS = 16_000_000
_HEALTH = {"Good": Extent.ALL, "Snoozed": Extent.NONE, "Poor": Extent.NONE}
_ENTERPRISE = re.compile(r"\b(?:Enterprise|Education)\b")
_LATEST_UNIX_TIME = 32_503_680_000  # the year 3000


@dataclass(frozen=True, slots=True)
class OsqueryResult:
    """`looked_at` is the moment of the newest line that was used."""

    looked_at: datetime
    device: Device


@dataclass(frozen=True, slots=True)
class _Line:
    query: str
    at: datetime
    host: str
    rows: Rows


def pack() -> str:
    """Our queries, in the form of an osquery pack."""
    return Path(__file__).with_name("device_osquery_pack.json").read_text("utf-8")


@lru_cache(maxsize=1)
def _queries() -> frozenset[str]:
    return frozenset(name.removeprefix("weerbaar_") for name in json.loads(pack())["queries"])


def parse(text: str) -> OsqueryResult | Malformed:
    """The device of a results log. Lines of other queries are passed over; of each query the newest line counts."""
    if len(text) > MOST_CHARACTERS:
        return Malformed(text[:60], 0, "too-large")
    lines = list(_lines(text))
    if not lines:
        return Malformed(text[:60], 0, "no-results")
    if len({line.host for line in lines}) > 1:
        return Malformed("", 0, "several-devices")
    newest: dict[str, _Line] = {}
    for line in lines:
        if line.query not in newest or line.at >= newest[line.query].at:
            newest[line.query] = line
    return OsqueryResult(max(line.at for line in newest.values()), _device(newest))


def _lines(text: str) -> Iterator[_Line]:
    for raw in text.splitlines():
        # Cheap first: a log holds lines of many other queries.
        if '"snapshot"' not in raw or "weerbaar_" not in raw:
            continue
        try:
            line = _line(json.loads(raw))
        except (ValueError, RecursionError):
            continue
        if line is not None:
            yield line


def _line(data: Any) -> _Line | None:
    if not isinstance(data, dict) or not isinstance(data.get("snapshot"), list):
        return None
    # osquery puts the name of the pack before that of the query, and the operator names the pack
    query = str(data.get("name")).rpartition("weerbaar_")[2]
    at = _moment(data.get("unixTime"))
    if query not in _queries() or at is None:
        return None
    rows: Rows = [
        {str(key): str(value) for key, value in row.items()} for row in data["snapshot"] if isinstance(row, dict)
    ]
    return _Line(query, at, str(data.get("hostIdentifier")), rows)


def _device(lines: Mapping[str, _Line]) -> Device:
    return Device(
        system=_read(lines, _system, "system"),
        last_update=_by_platform(lines, "last_update", _newest),
        updates_waiting=_nobody_asked(),
        automatic_updates=_by_platform(lines, "automatic_updates", _automatic),
        disk_encryption=_by_platform(lines, "disk_encryption", _encryption),
        firewall=_by_platform(lines, "firewall", _firewall),
        screen_lock=_by_platform(lines, "screen_lock", _lock),
        malware_protection=_malware(lines),
        everyday_administrator=_read(lines, _administrator, "administrator"),
        last_backup=_by_platform(lines, "last_backup", _newest),
    )


def _nobody_asked() -> Observation[UpdatesWaiting]:
    """No table of osquery tells on every system how many updates wait."""
    return Unobserved(Reason.NOT_LOOKED, "osquery")


def _read(
    lines: Mapping[str, _Line], conclude: Callable[[Rows], T | Malformed | Unobserved], *queries: str
) -> Observation[T]:
    """What the first of these queries that has a line says."""
    for query in queries:
        line = lines.get(query)
        if line is None:
            continue
        value = conclude(line.rows)
        if isinstance(value, Unobserved):
            return value
        if isinstance(value, Malformed):
            return Unobserved(Reason.PROTOCOL_ERROR, "osquery")
        return Observed(value, line.at, f"osquery {query}")
    return Unobserved(Reason.NOT_LOOKED, "osquery")


def _by_platform(
    lines: Mapping[str, _Line], part: str, conclude: Callable[[Rows], T | Malformed | Unobserved]
) -> Observation[T]:
    return _read(lines, conclude, *(f"{platform}_{part}" for platform in ("linux", "macos", "windows")))


def _system(rows: Rows) -> OperatingSystem | Malformed:
    if not rows:
        return Malformed("", 0, "no-row")
    platform, name = rows[0].get("platform", ""), rows[0].get("name", "")
    major, minor = _whole(rows[0].get("major")), _whole(rows[0].get("minor"))
    if platform == "windows":
        return _windows(rows[0].get("build", ""), name)
    if major is None:
        return Malformed("", 0, "no-release")
    if platform == "darwin":
        return OperatingSystem(Product.MACOS, f"{major}.{minor or 0}")
    try:
        product = Product(platform)
    except ValueError:
        return OperatingSystem(Product.OTHER, "")
    if product is Product.UBUNTU:
        return OperatingSystem(product, f"{major}.{minor or 0:02}")
    with_minor = product in (Product.OPENSUSE_LEAP, Product.LINUX_MINT) and minor is not None
    return OperatingSystem(product, f"{major}.{minor}" if with_minor else str(major))


def _windows(build: str, name: str) -> OperatingSystem | Malformed:
    number = _whole(build)
    if number is None:
        return Malformed("", 0, "no-build")
    if "Server" in name:
        return OperatingSystem(Product.WINDOWS_SERVER, str(number))
    if "LTSC" in name or "LTSB" in name:
        return OperatingSystem(
            Product.WINDOWS, str(number), Edition.LONG_TERM_IOT if "IoT" in name else Edition.LONG_TERM
        )
    edition = Edition.ENTERPRISE if _ENTERPRISE.search(name[:100]) else Edition.STANDARD
    return OperatingSystem(Product.WINDOWS, str(number), edition)


def _newest(rows: Rows) -> datetime | Malformed | Unobserved | None:
    """The day in the column `at`. No day means that the table holds none, which is not the same as never."""
    if not rows or not rows[0].get("at", "").strip("0"):
        return Unobserved(Reason.NOT_LOOKED, "osquery")
    moment = _moment(rows[0]["at"])
    return day_of(moment) if moment else Malformed("", 0, "no-moment")


def _automatic(rows: Rows) -> bool | Malformed | Unobserved:
    if not rows:
        return Unobserved(Reason.NOT_LOOKED, "osquery")
    word = rows[0].get("automatic", "")
    if word in ("1", "true", "Good"):
        return True
    return False if word in ("0", "false", "Poor", "Snoozed") else Malformed("", 0, "no-word")


def _encryption(rows: Rows) -> Extent | Malformed | Unobserved:
    if not rows or not _whole(rows[0].get("volumes")):
        return Unobserved(Reason.NOT_LOOKED, "osquery")
    volumes, encrypted = _whole(rows[0]["volumes"]) or 0, _whole(rows[0].get("encrypted"))
    if encrypted is None:
        return Malformed("", 0, "no-count")
    if encrypted >= volumes:
        return Extent.ALL
    return Extent.PART if encrypted else Extent.NONE


def _firewall(rows: Rows) -> Extent | Malformed | Unobserved:
    """Windows tells its health in words, macOS 0 to 2. On Linux 0 only says that the older filter stops nothing."""
    if not rows or rows[0].get("state", "") in ("", "Not Monitored", "Error"):
        return Unobserved(Reason.NOT_LOOKED, "osquery")
    word = rows[0]["state"]
    if word in _HEALTH:
        return _HEALTH[word]
    count = _whole(word)
    if count is None:
        return Malformed("", 0, "no-state")
    return Extent.ALL if count else Extent.NONE


def _lock(rows: Rows) -> ScreenLock | Malformed | Unobserved | None:
    """Windows has a limit in seconds. macOS tells that there is no lock, or that there is one, but not after how long."""
    if not rows:
        return Unobserved(Reason.NOT_LOOKED, "osquery")
    if rows[0].get("enabled") == "0":
        return ScreenLock(None)
    after = _whole(rows[0].get("after"))
    return ScreenLock(min(after, 86_400)) if after else Unobserved(Reason.NOT_LOOKED, "osquery")


def _malware(lines: Mapping[str, _Line]) -> Observation[MalwareProtection | None]:
    if "windows_malware_protection" in lines:
        return _read(lines, _products, "windows_malware_protection")
    if "macos_malware_protection" in lines:
        return _read(lines, _gatekeeper, "macos_malware_protection")
    return _read(lines, _units, "linux_malware_protection")


def _products(rows: Rows) -> MalwareProtection | Malformed | Unobserved | None:
    on = [row for row in rows if row.get("state") == "On"]
    if on:
        return MalwareProtection(Extent.ALL, any(row.get("fresh") == "1" for row in on))
    return MalwareProtection(Extent.NONE) if rows else None


def _gatekeeper(rows: Rows) -> MalwareProtection | Malformed | Unobserved | None:
    if not rows or rows[0].get("active") not in ("0", "1"):
        return Malformed("", 0, "no-state")
    moment = _moment(rows[0].get("definitions"))
    active = Extent.ALL if rows[0]["active"] == "1" else Extent.PART
    return MalwareProtection(active, None, day_of(moment) if moment else None)


def _units(rows: Rows) -> MalwareProtection | Malformed | Unobserved | None:
    count = _whole(rows[0].get("active")) if rows else None
    if count is None:
        return Malformed("", 0, "no-count")
    return MalwareProtection(Extent.ALL) if count else None


def _administrator(rows: Rows) -> bool | Malformed | Unobserved:
    people, administrators = (_whole(rows[0].get(name)) if rows else None for name in ("people", "administrators"))
    if people is None or administrators is None:
        return Malformed("", 0, "no-count")
    return administrators > 0 if people else Unobserved(Reason.NOT_LOOKED, "osquery")


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def _moment(value: Any) -> datetime | None:
    text = str(value)
    if not (text.isascii() and text.isdigit() and len(text) < 12) or not 0 < int(text) < _LATEST_UNIX_TIME:
        return None
    return datetime.fromtimestamp(int(text), UTC)
