"""Microsoft 365, by Microsoft Graph v1.0. Counts and settings only."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from weerbaar.portal.scans.connectors.reader import CloudReader
from weerbaar.portal.scans.connectors.reading import Gathering, Reading
from weerbaar.portal.scans.connectors.words import CloudPart, PartSilent, Silence
from weerbaar.questionnaires.cloud_signals import IDLE_DAYS, Reach, Sharing

# The role with all rights; the same id in every tenant (Microsoft Entra built-in roles).
GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"
_USER = "#microsoft.graph.user"
_FIELDS = "id,accountEnabled,userType,assignedLicenses"
# As Intune names operating systems; the others are of phones and tablets.
_COMPUTERS = ("windows", "macos", "linux", "chromeos")
_OLD_CLIENTS = {"exchangeActiveSync", "other"}
_SHARING = {
    "disabled": Sharing.NOBODY,
    "existingExternalUserSharingOnly": Sharing.KNOWN,
    "externalUserSharingOnly": Sharing.KNOWN,
    "externalUserAndGuestSharing": Sharing.ANYBODY,
}


def read_microsoft(reader: CloudReader, now: datetime) -> Reading:
    """Everything that this tenant's licences and rights let us read.

    Raises:
        CloudRefused: nothing at all was told, or the cloud is too busy.
    """
    found = Gathering()
    everybody: list[Mapping[str, Any]] = []
    found.take(CloudPart.IDLE_ACCOUNTS, lambda: _accounts(reader, now, everybody))
    if CloudPart.IDLE_ACCOUNTS in found.silent:
        # The same list without the part that asks for a licence: the other parts are judged by it.
        found.take(CloudPart.ADMINISTRATORS, lambda: _people(_everybody(reader, _FIELDS, everybody)))
    found.take(CloudPart.SECOND_STEP, lambda: _second_step(reader, everybody))
    found.take(CloudPart.SECOND_STEP_REQUIRED, lambda: _rules(reader))
    if CloudPart.SECOND_STEP_REQUIRED in found.silent:
        found.silent[CloudPart.OLD_SIGN_IN] = found.silent[CloudPart.SECOND_STEP_REQUIRED]
    found.take(CloudPart.ADMINISTRATORS, lambda: _administrators(reader, everybody))
    found.take(CloudPart.SHARING, lambda: _sharing(reader))
    # Graph tells of forwarding only to who may read mailboxes, and we never ask for that.
    found.silent[CloudPart.FORWARDING] = Silence.NOT_OFFERED
    found.take(CloudPart.AUDIT_LOG, lambda: _audit_log(reader))
    found.take(CloudPart.DEVICES, lambda: _devices(reader))
    return found.reading()


def _everybody(reader: CloudReader, fields: str, into: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """All accounts; `into` gets them once the whole list was read."""
    into.extend(list(reader.all("graph", "users", "value", {"$select": fields, "$top": "500"})))
    return into


def _enabled(everybody: list[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The accounts of people that can sign in, guests left out, by id.

    Raises:
        PartSilent: the list of accounts was not read, so that nobody can be counted.
    """
    if not everybody:
        raise PartSilent(Silence.NOT_PERMITTED)
    return {row["id"]: row for row in everybody if row["accountEnabled"] and row.get("userType") != "Guest"}


def _people(everybody: list[Mapping[str, Any]]) -> dict[str, Any]:
    return {"people": len(_enabled(everybody))}


def _accounts(reader: CloudReader, now: datetime, into: list[Mapping[str, Any]]) -> dict[str, Any]:
    people = _enabled(_everybody(reader, f"{_FIELDS},createdDateTime,signInActivity", into))
    return {"people": len(people), "idle": sum(_is_idle(row, now) for row in people.values())}


def _is_idle(row: Mapping[str, Any], now: datetime) -> bool:
    """By the last sign-in of any kind; an account that never signed in is as old as itself."""
    activity = row.get("signInActivity") or {}
    names = ("lastSignInDateTime", "lastNonInteractiveSignInDateTime", "lastSuccessfulSignInDateTime")
    moments = [activity[name] for name in names if activity.get(name)]
    moments = moments or [row["createdDateTime"]]
    return max(datetime.fromisoformat(moment) for moment in moments) < now - timedelta(days=IDLE_DAYS)


def _second_step(reader: CloudReader, everybody: list[Mapping[str, Any]]) -> dict[str, Any]:
    """Of the people who can sign in; whom the report leaves out has none."""
    people = _enabled(everybody)
    rows = reader.all("graph", "reports/authenticationMethods/userRegistrationDetails", "value")
    return {"with_second_step": len({row["id"] for row in rows if row["isMfaRegistered"]} & people.keys())}


def _rules(reader: CloudReader) -> dict[str, Any]:
    """Security defaults do both. Else each rule (conditional access) for everybody and everything is for all, one for a
    part is for some."""
    defaults = reader.one("graph", "policies/identitySecurityDefaultsEnforcementPolicy")
    if defaults["isEnabled"]:
        return {"second_step_required": Reach.ALL, "old_sign_in_blocked": Reach.ALL}
    try:
        rows = list(reader.all("graph", "identity/conditionalAccess/policies", "value"))
    except PartSilent as silence:
        if silence.why is not Silence.NO_LICENCE:
            raise
        rows = []  # a tenant without the licence has no rules
    rules = [row for row in rows if row["state"] == "enabled"]
    return {
        "second_step_required": _reach([row for row in rules if _asks_second_step(row)]),
        "old_sign_in_blocked": _reach([row for row in rules if _blocks_old_sign_in(row)]),
    }


def _reach(rules: list[Mapping[str, Any]]) -> Reach:
    if any(_is_for_all(row) for row in rules):
        return Reach.ALL
    return Reach.SOME if rules else Reach.NONE


def _is_for_all(rule: Mapping[str, Any]) -> bool:
    where = rule["conditions"]
    users, programs = where["users"], where["applications"]
    return (
        "All" in users["includeUsers"]
        and "All" in programs["includeApplications"]
        and not users.get("excludeGroups")
        and not where.get("locations")
        and not where.get("platforms")
    )


def _asks_second_step(rule: Mapping[str, Any]) -> bool:
    controls = rule.get("grantControls") or {}
    asked = controls.get("builtInControls") or []
    # With OR another control may do instead.
    must = controls.get("operator") != "OR" or len(asked) == 1
    return bool(("mfa" in asked and must) or controls.get("authenticationStrength"))


def _blocks_old_sign_in(rule: Mapping[str, Any]) -> bool:
    controls = rule.get("grantControls") or {}
    clients = set(rule["conditions"].get("clientAppTypes") or [])
    return "block" in (controls.get("builtInControls") or []) and clients >= _OLD_CLIENTS


def _administrators(reader: CloudReader, everybody: list[Mapping[str, Any]]) -> dict[str, Any]:
    """An administrator with a licence has a mailbox, and so is used for daily work. Programs with the role are no people."""
    people = _enabled(everybody)
    disabled = {row["id"] for row in everybody if not row["accountEnabled"]}
    path = f"directoryRoles(roleTemplateId='{GLOBAL_ADMINISTRATOR}')/members"
    rows = reader.all("graph", path, "value", {"$select": "id"})
    ids = {row["id"] for row in rows if row.get("@odata.type", _USER) == _USER} - disabled
    daily = sum(bool(people[member]["assignedLicenses"]) for member in ids & people.keys())
    return {"administrators": len(ids), "daily_administrators": daily}


def _sharing(reader: CloudReader) -> dict[str, Any]:
    return {"sharing": _SHARING[reader.one("graph", "admin/sharepoint/settings")["sharingCapability"]]}


def _audit_log(reader: CloudReader) -> dict[str, Any]:
    """Our own connection stands in the log: an empty one is not kept."""
    return {"audit_log": bool(reader.one("graph", "auditLogs/directoryAudits", {"$top": "1"})["value"])}


def _devices(reader: CloudReader) -> dict[str, Any]:
    values = {"$select": "id,operatingSystem,complianceState,isEncrypted"}
    rows = list(reader.all("graph", "deviceManagement/managedDevices", "value", values))
    in_order = sum(row["complianceState"] == "compliant" and bool(row["isEncrypted"]) for row in rows)
    computers = sum(str(row["operatingSystem"]).lower().startswith(_COMPUTERS) for row in rows)
    return {"devices": len(rows), "devices_in_order": in_order, "computers": computers}
