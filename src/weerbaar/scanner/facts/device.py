"""What a device says about its own protection. Nothing here names a person, a machine or a file.

The values are words of closed lists, numbers and days: there is no room for a name, and a report of a stranger can hold none.
A device is no domain, so these observations stand in a report of their own and not on a fact sheet.
"""

from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum

from weerbaar.scanner.facts.observation import Observation, Reason


class Product(StrEnum):
    """The operating systems whose support we can judge; any other one is OTHER."""

    WINDOWS = "windows"
    WINDOWS_SERVER = "windows-server"
    MACOS = "macos"
    DEBIAN = "debian"
    UBUNTU = "ubuntu"
    LINUX_MINT = "linuxmint"
    FEDORA = "fedora"
    RED_HAT = "rhel"
    ROCKY = "rocky"
    ALMA = "almalinux"
    OPENSUSE_LEAP = "opensuse-leap"
    OPENSUSE_TUMBLEWEED = "opensuse-tumbleweed"
    ARCH = "arch"
    OTHER = "other"


class Edition(StrEnum):
    """Editions of one release that are supported for different times (only Windows has them)."""

    STANDARD = "standard"
    ENTERPRISE = "enterprise"
    LONG_TERM = "long-term"
    LONG_TERM_IOT = "long-term-iot"


class Extent(StrEnum):
    """How far a protection reaches: everywhere, in part, nowhere."""

    ALL = "all"
    PART = "part"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class OperatingSystem:
    """`release` is what its maker counts by: `12` of Debian, `24.04` of Ubuntu, the build `26100` of Windows, `15.1` of macOS."""

    product: Product
    release: str
    edition: Edition = Edition.STANDARD


@dataclass(frozen=True, slots=True)
class UpdatesWaiting:
    """Updates that are known and not installed. `security` is how many of them mend a weakness, None where that is not told.

    `known_on` is the day on which the device last asked for news, None where that is not told.
    """

    count: int
    security: int | None = None
    known_on: datetime | None = None


@dataclass(frozen=True, slots=True)
class ScreenLock:
    """`after_s` is how long nobody must touch the device before it asks for a password; None when it never does."""

    after_s: int | None


@dataclass(frozen=True, slots=True)
class MalwareProtection:
    """`active` is how far it works; `up_to_date` what the program itself says; `definitions_on` the day of its newest list.

    The last two are None where that is not told.
    """

    active: Extent
    up_to_date: bool | None = None
    definitions_on: datetime | None = None


@dataclass(frozen=True, slots=True)
class Device:
    """Everything that is read of one device.

    `last_update` and `last_backup` are days; None says that the device's own record knows of none.
    `screen_lock` is None on a device without a desktop, `malware_protection` where no program that we know was found.
    `everyday_administrator` tells whether the person who works here every day is a local administrator.
    """

    system: Observation[OperatingSystem]
    last_update: Observation[datetime | None]
    updates_waiting: Observation[UpdatesWaiting]
    automatic_updates: Observation[bool]
    disk_encryption: Observation[Extent]
    firewall: Observation[Extent]
    screen_lock: Observation[ScreenLock | None]
    malware_protection: Observation[MalwareProtection | None]
    everyday_administrator: Observation[bool]
    last_backup: Observation[datetime | None]


# Why something of a device can be unknown: a part of Reason, so that a report of a stranger says nothing else.
DEVICE_REASONS = (
    Reason.NO_SUCH_TOOL,
    Reason.NOT_PERMITTED,
    Reason.TOOL_FAILED,
    Reason.PROTOCOL_ERROR,
    Reason.TIMEOUT,
    Reason.TOO_LARGE,
    Reason.NOT_LOOKED,
)


def parts() -> tuple[str, ...]:
    """The names of what is read, in the order in which people read it."""
    return tuple(field.name for field in fields(Device))


def day_of(moment: datetime) -> datetime:
    """The day of a moment, in UTC: the hour at which somebody works is nobody's business."""
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
