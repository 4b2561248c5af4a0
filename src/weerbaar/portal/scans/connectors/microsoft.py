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
        CloudRefused: the agreement has ended, or the cloud is too busy.
    """
    found = Gathering()
    found.take(CloudPart.IDLE_ACCOUNTS, lambda: _accounts(reader, now))
    if CloudPart.IDLE_ACCOUNTS in found.silent:
        # The same list without the part that asks for a licence: how many there are is needed to judge the devices.
        found.take(CloudPart.DEVICES, lambda: {"people": len(_people(reader, "id,accountEnabled,userType"))})
    found.take(CloudPart.SECOND_STEP, lambda: _second_step(reader))
    found.take(CloudPart.SECOND_STEP_REQUIRED, lambda: _rules(reader))
    if CloudPart.SECOND_STEP_REQUIRED in found.silent:
        found.silent[CloudPart.OLD_SIGN_IN] = found.silent[CloudPart.SECOND_STEP_REQUIRED]
    found.take(CloudPart.ADMINISTRATORS, lambda: _administrators(reader))
    found.take(CloudPart.SHARING, lambda: _sharing(reader))
    # Graph tells of forwarding only to who may read mailboxes, and we never ask for that.
    found.silent[CloudPart.FORWARDING] = Silence.NOT_OFFERED
    found.take(CloudPart.AUDIT_LOG, lambda: _audit_log(reader))
    found.take(CloudPart.DEVICES, lambda: _devices(reader))
    return found.reading()


def _people(reader: CloudReader, fields: str) -> list[Mapping[str, Any]]:
    rows = reader.all("graph", "users", "value", {"$select": fields, "$top": "500"})
    return [row for row in rows if row["accountEnabled"] and row.get("userType") != "Guest"]


def _accounts(reader: CloudReader, now: datetime) -> dict[str, Any]:
    people = _people(reader, "id,accountEnabled,userType,createdDateTime,signInActivity")
    return {"people": len(people), "idle": sum(_is_idle(row, now) for row in people)}


def _is_idle(row: Mapping[str, Any], now: datetime) -> bool:
    """By the last sign-in of any kind; an account that never signed in is as old as itself."""
    activity = row.get("signInActivity") or {}
    names = ("lastSignInDateTime", "lastNonInteractiveSignInDateTime", "lastSuccessfulSignInDateTime")
    moments = [activity[name] for name in names if activity.get(name)]
    moments = moments or [row["createdDateTime"]]
    return max(datetime.fromisoformat(moment) for moment in moments) < now - timedelta(days=IDLE_DAYS)


def _second_step(reader: CloudReader) -> dict[str, Any]:
    rows = reader.all("graph", "reports/authenticationMethods/userRegistrationDetails", "value")
    return {"with_second_step": sum(bool(row["isMfaRegistered"]) for row in rows if row.get("userType") != "guest")}


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


def _administrators(reader: CloudReader) -> dict[str, Any]:
    """An administrator with a licence has a mailbox, and so is used for daily work."""
    path = f"directoryRoles(roleTemplateId='{GLOBAL_ADMINISTRATOR}')/members/microsoft.graph.user"
    rows = reader.all("graph", path, "value", {"$select": "id,accountEnabled,assignedLicenses"})
    enabled = [row for row in rows if row["accountEnabled"]]
    return {
        "administrators": len(enabled),
        "daily_administrators": sum(bool(row["assignedLicenses"]) for row in enabled),
    }


def _sharing(reader: CloudReader) -> dict[str, Any]:
    return {"sharing": _SHARING[reader.one("graph", "admin/sharepoint/settings")["sharingCapability"]]}


def _audit_log(reader: CloudReader) -> dict[str, Any]:
    """Our own connection stands in the log: an empty one is not kept."""
    return {"audit_log": bool(reader.one("graph", "auditLogs/directoryAudits", {"$top": "1"})["value"])}


def _devices(reader: CloudReader) -> dict[str, Any]:
    values = {"$select": "id,complianceState,isEncrypted"}
    rows = list(reader.all("graph", "deviceManagement/managedDevices", "value", values))
    in_order = sum(row["complianceState"] == "compliant" and bool(row["isEncrypted"]) for row in rows)
    return {"devices": len(rows), "devices_in_order": in_order}
