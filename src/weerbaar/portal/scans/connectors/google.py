"""Google Workspace, by the Admin SDK (Directory, Reports) and the policies of Cloud Identity. Counts and settings only."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from weerbaar.portal.scans.connectors.reader import CloudReader
from weerbaar.portal.scans.connectors.reading import Gathering, Reading
from weerbaar.portal.scans.connectors.words import CloudPart, PartSilent, Silence
from weerbaar.questionnaires.cloud_signals import IDLE_DAYS, Reach, Sharing

_SHARING = {
    "DISALLOWED": Sharing.NOBODY,
    "ALLOWLISTED_DOMAINS": Sharing.KNOWN,
    "ALLOWED": Sharing.ANYBODY,
}
_OPENNESS = list(Sharing)
# No names, no addresses: Google leaves out what is not asked for.
_ACCOUNT = "suspended,archived,isAdmin,isEnrolledIn2Sv,isEnforcedIn2Sv,isMailboxSetup,lastLoginTime,creationTime"
_ACCOUNT_FIELDS = f"nextPageToken,users({_ACCOUNT})"
_DEVICES = "directory/v1/customer/my_customer/devices"
_CHROMEBOOK_FIELDS = "nextPageToken,chromeosdevices(status)"
_PHONE_FIELDS = "nextPageToken,mobiledevices(status,encryptionStatus,deviceCompromisedStatus)"
# Google writes this where somebody never signed in.
_NEVER = "1970-01-01"


def read_google(reader: CloudReader, now: datetime) -> Reading:
    """Everything that this Workspace lets us read.

    Raises:
        CloudRefused: nothing at all was told, or the cloud is too busy.
    """
    found = Gathering()
    found.take(CloudPart.SECOND_STEP, lambda: _accounts(reader, now))
    for part in (CloudPart.SECOND_STEP_REQUIRED, CloudPart.ADMINISTRATORS, CloudPart.IDLE_ACCOUNTS):
        if CloudPart.SECOND_STEP in found.silent:
            found.silent[part] = found.silent[CloudPart.SECOND_STEP]
    found.take(CloudPart.OLD_SIGN_IN, lambda: _old_sign_in(reader))
    found.take(CloudPart.SHARING, lambda: _sharing(reader))
    found.take(CloudPart.FORWARDING, lambda: _forwarding(reader))
    found.take(CloudPart.AUDIT_LOG, lambda: _audit_log(reader))
    found.take(CloudPart.DEVICES, lambda: _devices(reader))
    return found.reading()


def _accounts(reader: CloudReader, now: datetime) -> dict[str, Any]:
    values = {"customer": "my_customer", "maxResults": "500", "fields": _ACCOUNT_FIELDS}
    rows = list(reader.all("admin", "directory/v1/users", "users", values))
    people = [row for row in rows if not row["suspended"] and not row.get("archived")]
    administrators = [row for row in people if row["isAdmin"]]
    required = sum(bool(row["isEnforcedIn2Sv"]) for row in people)
    return {
        "people": len(people),
        "with_second_step": sum(bool(row["isEnrolledIn2Sv"]) for row in people),
        "second_step_required": Reach.ALL if required == len(people) else (Reach.SOME if required else Reach.NONE),
        "administrators": len(administrators),
        "daily_administrators": sum(bool(row.get("isMailboxSetup", True)) for row in administrators),
        "idle": sum(_is_idle(row, now) for row in people),
    }


def _is_idle(row: Mapping[str, Any], now: datetime) -> bool:
    last = str(row["lastLoginTime"])
    moment = str(row["creationTime"]) if last.startswith(_NEVER) else last
    return datetime.fromisoformat(moment) < now - timedelta(days=IDLE_DAYS)


def _in_force(reader: CloudReader, setting: str) -> list[Mapping[str, Any]]:
    """What holds in each unit of the organisation: of several policies for one unit, the one that comes last in order.

    Raises:
        PartSilent: no policy tells of this setting.
    """
    values = {"filter": f"setting.type.matches('{setting}')", "pageSize": "100"}
    chosen: dict[str, Mapping[str, Any]] = {}
    for row in reader.all("identity", "policies", "policies", values):
        if not str(row["setting"]["type"]).endswith(setting):
            continue
        query = row["policyQuery"]
        unit = f"{query.get('orgUnit', '')} {query.get('group', '')}"
        if unit not in chosen or _order(row) >= _order(chosen[unit]):
            chosen[unit] = row
    if not chosen:
        raise PartSilent(Silence.NOT_OFFERED)
    return [row["setting"]["value"] for row in chosen.values()]


def _order(row: Mapping[str, Any]) -> float:
    return float(row["policyQuery"].get("sortOrder", 0))


def _old_sign_in(reader: CloudReader) -> dict[str, Any]:
    values = _in_force(reader, "security.less_secure_apps")
    return {"old_sign_in_blocked": _reach(not value["allowLessSecureApps"] for value in values)}


def _reach(holds: Iterable[bool]) -> Reach:
    found = list(holds)
    if all(found):
        return Reach.ALL
    return Reach.SOME if any(found) else Reach.NONE


def _sharing(reader: CloudReader) -> dict[str, Any]:
    values = _in_force(reader, "drive_and_docs.external_sharing")
    return {"sharing": max((_SHARING[value["externalSharingMode"]] for value in values), key=_OPENNESS.index)}


def _forwarding(reader: CloudReader) -> dict[str, Any]:
    values = _in_force(reader, "gmail.auto_forwarding")
    return {"forwarding_blocked": not any(value["enableAutoForwarding"] for value in values)}


def _audit_log(reader: CloudReader) -> dict[str, Any]:
    """Our own connection stands in the log: an empty one is not kept."""
    path = "reports/v1/activity/users/all/applications/token"
    return {"audit_log": bool(reader.one("admin", path, {"maxResults": "1"}).get("items"))}


def _devices(reader: CloudReader) -> dict[str, Any]:
    """Approved phones, and Chromebooks, which are always encrypted. Other computers Google tells of only to programs that may act
    for everybody (domain-wide delegation), and we never ask for that.

    Raises:
        PartSilent: there are none of these, so that nothing is known of devices.
    """
    phones = [
        row["encryptionStatus"] == "Encrypted" and row["deviceCompromisedStatus"] == "No compromise detected"
        for row in reader.all("admin", f"{_DEVICES}/mobile", "mobiledevices", {"fields": _PHONE_FIELDS})
        if row["status"] == "APPROVED"
    ]
    chromebooks = [
        row
        for row in reader.all("admin", f"{_DEVICES}/chromeos", "chromeosdevices", {"fields": _CHROMEBOOK_FIELDS})
        if row["status"] == "ACTIVE"
    ]
    total = len(phones) + len(chromebooks)
    if not total:
        raise PartSilent(Silence.NOT_OFFERED)
    return {"devices": total, "devices_in_order": sum(phones) + len(chromebooks), "computers": len(chromebooks)}
