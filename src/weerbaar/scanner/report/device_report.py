"""The report about one device: what is shown, sent and read back. It holds facts alone; who reads it judges anew.

A report that comes in is a stranger's: it is small, has these members and no other, and its texts are of closed lists.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from weerbaar.scanner.facts.codec import Json, decode, encode
from weerbaar.scanner.facts.device import DEVICE_REASONS, Device, day_of
from weerbaar.scanner.facts.observation import Observed, Unobserved
from weerbaar.scanner.vocabulary.errors import InvalidDeviceReport, InvalidFactSheet

SCHEMA = 1
KIND = "weerbaar-device"
MOST_BYTES = 32_768
# A clock may run ahead a little; a report from the future is a mistake.
_CLOCK_DRIFT = timedelta(days=1)
_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
MOST_COUNT = 100_000
SOURCE = re.compile(r"[A-Za-z0-9 ,.:_-]{0,60}")
RELEASE = re.compile(r"([0-9]{1,6}(\.[0-9]{1,6}){0,3})?")
VERSION = re.compile(r"[0-9A-Za-z.+-]{1,40}")


class Origin(StrEnum):
    """Who looked: this program itself, or osquery with our queries."""

    WEERBAAR = "weerbaar"
    OSQUERY = "osquery"


@dataclass(frozen=True)
class DeviceReport:
    """`version` is that of the program which wrote the report."""

    looked_at: datetime
    origin: Origin
    version: str
    device: Device

    def to_json(self) -> dict[str, Json]:
        """The document. Technical details of what failed stay behind: they are words of other programs."""
        return {
            "schema": SCHEMA,
            "kind": KIND,
            "looked_at": self.looked_at.astimezone(UTC).isoformat(),
            "origin": self.origin.value,
            "version": self.version,
            "device": encode(_without_details(self.device)),
        }


def document(report: DeviceReport) -> str:
    """Exactly the text that is shown, saved and sent: indented JSON in ASCII with a final newline."""
    return json.dumps(report.to_json(), ensure_ascii=True, allow_nan=False, indent=2) + "\n"


def read_device_report(data: bytes, now: datetime) -> DeviceReport:
    """Read a report of a stranger.

    Raises:
        InvalidDeviceReport: it is too large, no JSON, of another kind, or anything in it is not as we write it.
    """
    found = _parsed(data)
    names = ("schema", "kind", "looked_at", "origin", "version", "device")
    _refuse_other_members(found, names, "$")
    if found["kind"] != KIND:
        raise InvalidDeviceReport("$.kind", f"expected {KIND!r}")
    if type(found["schema"]) is not int or found["schema"] != SCHEMA:
        raise InvalidDeviceReport("$.schema", f"expected {SCHEMA}")
    _refuse_other_members(found["device"], tuple(field.name for field in fields(Device)), "$.device")
    try:
        report = DeviceReport(
            decode(datetime, found["looked_at"], "$.looked_at"),
            decode(Origin, found["origin"], "$.origin"),
            decode(str, found["version"], "$.version"),
            decode(Device, found["device"], "$.device"),
        )
    except InvalidFactSheet as error:
        raise InvalidDeviceReport(error.where, "this value does not belong here") from error
    except (RecursionError, OverflowError) as error:
        raise InvalidDeviceReport("$", "a value is out of all proportion") from error
    _refuse_odd_values(report, now)
    for where, fault in _differences(report.to_json(), found, "$"):
        raise InvalidDeviceReport(where, fault)
    return report


def _parsed(data: bytes) -> Mapping[str, Any]:
    if len(data) > MOST_BYTES:
        raise InvalidDeviceReport("$", f"larger than {MOST_BYTES} bytes")
    try:
        found = json.loads(data.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise InvalidDeviceReport("$", "no JSON") from error
    if not isinstance(found, dict):
        raise InvalidDeviceReport("$", "no JSON object")
    return found


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a member stands twice")
    return found


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is no JSON")


def _refuse_other_members(found: Any, names: tuple[str, ...], where: str) -> None:
    if not isinstance(found, dict):
        raise InvalidDeviceReport(where, "no JSON object")
    for name in names:
        if name not in found:
            raise InvalidDeviceReport(f"{where}.{name}", "missing")
    for name in found:
        if name not in names:
            raise InvalidDeviceReport(where, "a member that a report does not have")


def _refuse_odd_values(report: DeviceReport, now: datetime) -> None:
    latest = now + _CLOCK_DRIFT
    if not _EARLIEST <= report.looked_at <= latest:
        raise InvalidDeviceReport("$.looked_at", "not a moment of the past")
    if not VERSION.fullmatch(report.version):
        raise InvalidDeviceReport("$.version", "no version")
    for name, seen in _observations(report.device):
        where = f"$.device.{name}"
        if not SOURCE.fullmatch(seen.source):
            raise InvalidDeviceReport(where, "an odd source")
        if isinstance(seen, Unobserved):
            if seen.reason not in DEVICE_REASONS or seen.detail:
                raise InvalidDeviceReport(where, "a reason that a device does not give")
            continue
        if not _EARLIEST <= seen.at <= latest:
            raise InvalidDeviceReport(f"{where}.at", "not a moment of the past")
        for value in _values(seen.value):
            _refuse_odd_value(value, where, latest)


def _refuse_odd_value(value: Any, where: str, latest: datetime) -> None:
    if isinstance(value, datetime) and not (_EARLIEST <= value <= latest and value == day_of(value)):
        raise InvalidDeviceReport(where, "not a day of the past")
    if type(value) is int and not 0 <= value <= MOST_COUNT:
        raise InvalidDeviceReport(where, f"not a number from 0 to {MOST_COUNT}")
    if type(value) is str and not RELEASE.fullmatch(value):
        raise InvalidDeviceReport(where, "no release")


def _values(value: Any) -> Iterator[Any]:
    """The plain values inside one observed value."""
    if hasattr(value, "__dataclass_fields__"):
        for field in fields(value):
            yield getattr(value, field.name)
    else:
        yield value


def _observations(device: Device) -> Iterator[tuple[str, Observed[Any] | Unobserved]]:
    for field in fields(device):
        yield field.name, getattr(device, field.name)


def _without_details(device: Device) -> Device:
    bare = {
        name: Unobserved(seen.reason, seen.source)
        for name, seen in _observations(device)
        if isinstance(seen, Unobserved)
    }
    return replace(device, **bare)


def _differences(ours: Any, theirs: Any, where: str) -> Iterator[tuple[str, str]]:
    """Where their document says something else, or more or less, than what we understood of it."""
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        for name in ours.keys() - theirs.keys():
            yield f"{where}.{name}", "missing"
        if theirs.keys() - ours.keys():
            yield where, "a member that a report does not have"
        for name in sorted(ours.keys() & theirs.keys()):
            yield from _differences(ours[name], theirs[name], f"{where}.{name}")
    elif type(ours) is not type(theirs) or (ours != theirs and not _same_moment(ours, theirs)):
        yield where, "not written as a report writes it"


def _same_moment(ours: Any, theirs: Any) -> bool:
    """`Z` and `+00:00` are the same."""
    return isinstance(ours, str) and isinstance(theirs, str) and theirs.replace("Z", "+00:00") == ours
