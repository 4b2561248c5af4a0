"""What programs and files of Linux say about the device. Every parser is linear in its text."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from weerbaar.scanner.facts.device import Extent, OperatingSystem, Product, UpdatesWaiting, day_of
from weerbaar.scanner.parsers.malformed import Malformed

_RELEASE = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}){0,3}")
_ROLLING = frozenset({Product.ARCH, Product.OPENSUSE_TUMBLEWEED})
_APT_END = re.compile(r"End-Date: +(\d{4}-\d{2}-\d{2}) +(\d{2}:\d{2}:\d{2})")
_APT_WAITING = re.compile(r"Inst \S+ \[[^\]]*\] \(([^)\[]*)")
_APT_SETTING = re.compile(r'([A-Za-z:_-]+) "([^"]*)";')
_PACMAN_UPGRADE = re.compile(r"\[(\d{4}-\d{2}-\d{2}[T ][0-9:]+(?:[+-]\d{4})?)\] \[ALPM\] upgraded ")
_UNIX_TIME = re.compile(r"@(\d{1,12})")
# Neither holds what people work on: the boot loader cannot start from an encrypted disk, and swap of zram lives in memory.
_NOT_JUDGED = re.compile(r"/(?:boot|efi)(?:/|$)|/snap/|\[SWAP\]$")
_ADMIN_GROUPS = frozenset({"sudo", "wheel", "admin"})
_MOST_NODES = 5_000


def system(text: str) -> OperatingSystem | Malformed:
    """The file /etc/os-release (os-release(5), systemd 252). A name that is none of ours becomes OTHER, without its release."""
    fields = dict(_assignments(text))
    if "ID" not in fields:
        return Malformed(text[:60], 0, "no-id")
    try:
        product = Product(fields["ID"])
    except ValueError:
        return OperatingSystem(Product.OTHER, "")
    release = fields.get("VERSION_ID", "")
    if product in _ROLLING:
        return OperatingSystem(product, "")
    return OperatingSystem(product, release) if _RELEASE.fullmatch(release) else OperatingSystem(Product.OTHER, "")


def _assignments(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        name, equals, value = line.strip().partition("=")
        if equals and name.isascii() and name.replace("_", "").isupper():
            yield name, value.strip("\"'")


def last_apt_upgrade(text: str) -> datetime | None:
    """The day of the last run in /var/log/apt/history.log that upgraded something, in the device's own time."""
    last, upgraded = None, False
    for line in text.splitlines():
        if line.startswith("Start-Date:"):
            upgraded = False
        elif line.startswith("Upgrade:"):
            upgraded = True
        elif upgraded and (found := _APT_END.fullmatch(line.strip())):
            last = _moment(f"{found[1]}T{found[2]}") or last
    return day_of(last) if last else None


def last_rpm_install(text: str) -> datetime | Malformed | None:
    """The day of the newest of `rpm --query --all --queryformat '%{INSTALLTIME}\\n'`: seconds since 1970, a line a package."""
    times = [int(line) for line in text.split() if line.isascii() and line.isdigit() and len(line) < 12]
    if not times:
        return Malformed(text[:60], 0, "no-times")
    return day_of(datetime.fromtimestamp(max(times), UTC))


def last_pacman_upgrade(text: str) -> datetime | None:
    """The day of the last upgrade in /var/log/pacman.log."""
    last = None
    for line in text.splitlines():
        if found := _PACMAN_UPGRADE.match(line):
            last = _moment(found[1]) or last
    return day_of(last) if last else None


def apt_waiting(text: str) -> UpdatesWaiting | Malformed:
    """`apt-get --simulate dist-upgrade`: a line `Inst name [old] (new origin …)` for each package that would be upgraded."""
    if "Reading package lists" not in text and "upgraded" not in text:
        return Malformed(text[:60], 0, "no-simulation")
    origins = [found[1] for line in text.splitlines() if (found := _APT_WAITING.match(line))]
    return UpdatesWaiting(len(origins), sum("security" in origin.lower() for origin in origins))


def lines_waiting(text: str) -> UpdatesWaiting:
    """`dnf check-update` and `pacman -Qu`: a line for each update; what stands after an empty line is obsolete packages."""
    whole, _, _ = text.strip("\n").partition("\n\n")
    return UpdatesWaiting(sum(len(line.split()) >= 2 for line in whole.splitlines()))


def apt_automatic(text: str) -> bool:
    """`apt-config dump APT::Periodic`: unattended upgrades are on, and not switched off as a whole.

    Values are numbers of days, 0 is off (unattended-upgrades, README; apt.systemd.daily).
    """
    settings = {found[1].rstrip(":"): found[2] for line in text.splitlines() if (found := _APT_SETTING.match(line))}
    wanted = settings.get("APT::Periodic::Unattended-Upgrade", "0")
    return wanted not in ("", "0") and settings.get("APT::Periodic::Enable", "1") != "0"


def any_enabled(text: str) -> bool | Malformed:
    """`systemctl is-enabled UNIT…`: a word for each unit, nothing where systemd does not run."""
    return "enabled" in text.split() if text.strip() else Malformed("", 0, "no-answer")


def any_active(text: str) -> bool | Malformed:
    """`systemctl is-active UNIT…`: a word for each unit, nothing where systemd does not run."""
    return "active" in text.split() if text.strip() else Malformed("", 0, "no-answer")


def disk_encryption(text: str) -> Extent | Malformed:
    """`lsblk --json --output TYPE,FSTYPE,MOUNTPOINT,RM`: whether what is mounted lies on a layer of type `crypt`."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return Malformed(text[:60], 0, "no-json")
    if not isinstance(data, dict) or not isinstance(data.get("blockdevices"), list):
        return Malformed(text[:60], 0, "no-block-devices")
    judged = list(_mounted(data["blockdevices"]))
    if not judged:
        return Malformed(text[:60], 0, "nothing-mounted")
    if all(judged):
        return Extent.ALL
    return Extent.PART if any(judged) else Extent.NONE


def _mounted(devices: list[Any]) -> Iterator[bool]:
    """Of each mounted file system of a fixed disk, whether there is encryption below it."""
    waiting: list[tuple[Any, bool, bool]] = [(device, False, False) for device in devices]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node, encrypted, removable = waiting.pop()
        if not isinstance(node, Mapping):
            continue
        encrypted = encrypted or node.get("type") == "crypt"
        removable = removable or node.get("rm") in (True, "1")
        place, kind = node.get("mountpoint"), node.get("type")
        fixed = not removable and kind not in ("loop", "rom")
        if fixed and isinstance(place, str) and not _NOT_JUDGED.match(place):
            yield encrypted
        children = node.get("children")
        waiting.extend((child, encrypted, removable) for child in (children if isinstance(children, list) else ()))


def packet_filter(text: str) -> Extent | Malformed:
    """`nft --json list ruleset` (libnftables-json(5)): whether something that comes in can be stopped.

    A chain on the hook `input` stops by its policy, or by a rule in it or in a chain of its table that drops or rejects.
    """
    try:
        items = json.loads(text)["nftables"]
        chains = [item["chain"] for item in items if "chain" in item]
        rules = [item["rule"] for item in items if "rule" in item]
        inputs = {(chain["family"], chain["table"]) for chain in chains if chain.get("hook") == "input"}
        by_policy = any(chain.get("hook") == "input" and chain.get("policy") == "drop" for chain in chains)
        stops = any(_stops(rule["expr"]) for rule in rules if (rule["family"], rule["table"]) in inputs)
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return Malformed(text[:60], 0, "no-ruleset")
    return Extent.ALL if inputs and (by_policy or stops) else Extent.NONE


def _stops(expressions: list[Any]) -> bool:
    return any("drop" in expression or "reject" in expression for expression in expressions)


def ufw_enabled(text: str) -> Extent:
    """The file /etc/ufw/ufw.conf (ufw 0.36)."""
    return Extent.ALL if dict(_assignments(text)).get("ENABLED", "").lower() == "yes" else Extent.NONE


def setting(text: str) -> str | Malformed:
    """One value of `gsettings get`, such as `uint32 300`, `true` or `'text'`, without its type and quotes."""
    words = text.strip().split(" ", 1)
    value = words[-1].strip("'") if words[0] in ("uint32", "int32") or len(words) == 1 else text.strip().strip("'")
    return value if "\n" not in value and len(value) <= 200 else Malformed(text[:60], 0, "no-setting")


def is_administrator(text: str) -> bool | Malformed:
    """`id --groups --name`: whether one of the groups may do everything."""
    groups = set(text.split())
    return bool(groups & _ADMIN_GROUPS) if groups else Malformed(text[:60], 0, "no-groups")


def last_success(text: str) -> datetime | None:
    """The day of the last good end in `systemctl show --timestamp=unix --property=Result,ExecMainExitTimestamp UNIT…`."""
    ends = []
    for block in text.split("\n\n"):
        fields = dict(line.partition("=")[::2] for line in block.splitlines())
        found = _UNIX_TIME.fullmatch(fields.get("ExecMainExitTimestamp", ""))
        if found and fields.get("Result") == "success":
            ends.append(int(found[1]))
    return day_of(datetime.fromtimestamp(max(ends), UTC)) if ends else None


def last_deja_dup(text: str) -> datetime | Malformed | None:
    """`gsettings get org.gnome.DejaDup last-backup`: a moment in ISO 8601, empty where there never was one."""
    value = text.strip().strip("'")
    if not value:
        return None
    moment = _moment(value)
    return day_of(moment) if moment else Malformed(text[:60], 0, "no-moment")


def _moment(text: str) -> datetime | None:
    """A moment; one without zone is taken as UTC, which is less than a day off."""
    try:
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
