"""What the make-believe clouds of a demonstration say: a fictional company that did much and forgot some."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from weerbaar.portal.scans.connectors.microsoft import GLOBAL_ADMINISTRATOR
from weerbaar.portal.scans.connectors.words import CloudVendor

PAGE = 4
PEOPLE = 7


@dataclass(frozen=True, slots=True)
class Said:
    """A document, or a list under a key, which is given in pages."""

    body: dict[str, Any] | list[dict[str, Any]]
    key: str = "value"


def answers_of(vendor: CloudVendor, now: datetime) -> Mapping[str, Said]:
    """What the vendor says, by path."""
    return _microsoft(now) if vendor is CloudVendor.MICROSOFT else _google(now)


def _microsoft(now: datetime) -> Mapping[str, Said]:
    """Everybody has a second step and nobody must use it; one account is forgotten, one administrator also reads mail."""
    role = f"directoryRoles(roleTemplateId='{GLOBAL_ADMINISTRATOR}')/members"
    people = [
        {
            "id": f"person-{number}",
            "accountEnabled": True,
            "userType": "Member",
            "createdDateTime": _moment(now, 900),
            "assignedLicenses": [{"skuId": "business"}],
            "signInActivity": {"lastSignInDateTime": _moment(now, 200 if number == 1 else number)},
        }
        for number in range(PEOPLE)
    ]
    device = {"operatingSystem": "Windows", "complianceState": "compliant", "isEncrypted": True}
    answers = {
        "users": Said(people),
        "reports/authenticationMethods/userRegistrationDetails": Said(
            [{"id": person["id"], "isMfaRegistered": True} for person in people]
        ),
        "policies/identitySecurityDefaultsEnforcementPolicy": Said({"isEnabled": False}),
        "identity/conditionalAccess/policies": Said([]),
        role: Said([{"id": "person-0"}, {"id": "supplier-as-guest"}]),
        "admin/sharepoint/settings": Said({"sharingCapability": "externalUserAndGuestSharing"}),
        "auditLogs/directoryAudits": Said({"value": [{"id": "consent"}]}),
        "deviceManagement/managedDevices": Said([{"id": f"device-{number}", **device} for number in range(PEOPLE)]),
    }
    return {f"v1.0/{path}": said for path, said in answers.items()}


def _google(now: datetime) -> Mapping[str, Said]:
    """The second step is required, and there are no managed phones or Chromebooks."""
    people: list[dict[str, Any]] = [
        {
            "suspended": False,
            "archived": False,
            "isAdmin": number == 0,
            "isEnrolledIn2Sv": True,
            "isEnforcedIn2Sv": True,
            "isMailboxSetup": number > 0,
            "lastLoginTime": _moment(now, number),
            "creationTime": _moment(now, 900),
        }
        for number in range(PEOPLE)
    ]
    settings = {
        "security.less_secure_apps": {"allowLessSecureApps": False},
        "drive_and_docs.external_sharing": {"externalSharingMode": "ALLOWLISTED_DOMAINS"},
        "gmail.auto_forwarding": {"enableAutoForwarding": True},
    }
    policies: list[dict[str, Any]] = [
        {
            "policyQuery": {"orgUnit": "orgUnits/root", "sortOrder": 1},
            "setting": {"type": f"settings/{name}", "value": value},
        }
        for name, value in settings.items()
    ]
    return {
        "admin/directory/v1/users": Said(people, "users"),
        "admin/directory/v1/customer/my_customer/devices/mobile": Said([], "mobiledevices"),
        "admin/reports/v1/activity/users/all/applications/token": Said({"items": [{"kind": "audit#activity"}]}),
        "admin/directory/v1/customer/my_customer/devices/chromeos": Said([], "chromeosdevices"),
        "v1/policies": Said(policies, "policies"),
    }


def _moment(now: datetime, days_ago: int) -> str:
    return (now - timedelta(days=days_ago)).isoformat()
