"""What is read of each cloud, and what is made of its troubles."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.portal.scans.connectors.cloud_server import (
    LICENCE,
    LONG_AGO,
    Clouds,
    clouds_here,
    colleague,
    member,
    policy,
    rule,
)
from weerbaar.portal.scans.connectors.google import read_google
from weerbaar.portal.scans.connectors.microsoft import read_microsoft
from weerbaar.portal.scans.connectors.reader import CloudReader
from weerbaar.portal.scans.connectors.reading import Reading
from weerbaar.portal.scans.connectors.vendors import vendor_of
from weerbaar.portal.scans.connectors.words import CloudFault, CloudPart, CloudRefused, CloudVendor, Silence
from weerbaar.questionnaires.cloud_signals import CloudFacts, Reach, Sharing, cloud_signals

NOW = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)
GOOD_MICROSOFT = CloudFacts(
    people=5,
    with_second_step=5,
    second_step_required=Reach.ALL,
    administrators=2,
    daily_administrators=0,
    old_sign_in_blocked=Reach.ALL,
    idle=0,
    sharing=Sharing.KNOWN,
    audit_log=True,
    devices=6,
    devices_in_order=6,
    computers=6,
)
GOOD_GOOGLE = CloudFacts(
    people=5,
    with_second_step=5,
    second_step_required=Reach.ALL,
    administrators=1,
    daily_administrators=0,
    old_sign_in_blocked=Reach.ALL,
    idle=0,
    sharing=Sharing.KNOWN,
    forwarding_blocked=True,
    audit_log=True,
    devices=6,
    devices_in_order=6,
    computers=5,
)


@pytest.fixture
def clouds() -> Iterator[Clouds]:
    with clouds_here() as made:
        yield made


def microsoft(waits: list[float] | None = None, access: str = "access") -> Reading:
    apis = vendor_of(CloudVendor.MICROSOFT).apis
    return read_microsoft(CloudReader(access, apis, (waits if waits is not None else []).append), NOW)


def google() -> Reading:
    return read_google(CloudReader("access", vendor_of(CloudVendor.GOOGLE).apis, lambda _pause: None), NOW)


def values(reading: Reading) -> dict[str, str]:
    return {signal.name: signal.value for signal in cloud_signals([(reading.facts, NOW)])}


def test_a_well_kept_microsoft_365_is_read_over_all_its_pages(clouds: Clouds) -> None:
    reading = microsoft()
    assert reading.facts == GOOD_MICROSOFT
    assert reading.silent == {CloudPart.FORWARDING: Silence.NOT_OFFERED}
    assert clouds.asked.count("users") == 4


def test_a_well_kept_google_workspace_is_read_over_all_its_pages(clouds: Clouds) -> None:
    reading = google()
    assert reading.facts == GOOD_GOOGLE
    assert reading.silent == {}
    assert clouds.asked.count("admin/directory/v1/users") == 3


def test_both_say_the_same_of_the_same(clouds: Clouds) -> None:
    assert values(microsoft()) == values(google())


def test_nothing_of_a_mailbox_is_ever_asked_for(clouds: Clouds) -> None:
    microsoft()
    google()
    assert not [path for path in clouds.asked if "message" in path or "mail" in path.lower().replace("mailbox", "")]


def test_a_licence_that_is_missing_leaves_out_its_parts_alone(clouds: Clouds) -> None:
    clouds.fails("reports/authenticationMethods/userRegistrationDetails", 403, LICENCE)
    clouds.fails("deviceManagement/managedDevices", 403, "Forbidden")
    reading = microsoft()
    assert reading.silent[CloudPart.SECOND_STEP] is Silence.NO_LICENCE
    assert reading.silent[CloudPart.DEVICES] is Silence.NOT_PERMITTED
    assert {"cloud.mfa_coverage", "cloud.devices"}.isdisjoint(values(reading))
    assert values(reading)["cloud.mfa_enforced"] == "all"


def test_without_a_licence_for_sign_ins_people_are_still_counted(clouds: Clouds) -> None:
    from weerbaar.portal.scans.connectors import microsoft as module

    seen: list[str] = []

    def only_with_licence(_number: int) -> Any:
        seen.append("users")
        return (403, {"error": {"code": LICENCE}}, {}) if len(seen) == 1 else None

    clouds.trouble["users"] = only_with_licence
    reading = module.read_microsoft(CloudReader("access", vendor_of(CloudVendor.MICROSOFT).apis), NOW)
    assert reading.silent[CloudPart.IDLE_ACCOUNTS] is Silence.NO_LICENCE
    assert (reading.facts.people, reading.facts.idle, reading.facts.administrators) == (5, None, 2)
    assert values(reading)["cloud.devices"] == "managed"


def test_without_the_list_of_accounts_nobody_is_counted(clouds: Clouds) -> None:
    clouds.fails("users", 403, "Authorization_RequestDenied")
    reading = microsoft()
    for part in (CloudPart.IDLE_ACCOUNTS, CloudPart.SECOND_STEP, CloudPart.ADMINISTRATORS):
        assert reading.silent[part] is Silence.NOT_PERMITTED
    assert {"cloud.mfa_enforced", "cloud.legacy_auth", "cloud.ext_sharing", "cloud.audit_log"} == set(values(reading))


def test_a_busy_cloud_is_asked_again_after_the_time_it_names(clouds: Clouds) -> None:
    clouds.fails("users", 429, "TooManyRequests", times=2, wait="7")
    waits: list[float] = []
    assert microsoft(waits).facts == GOOD_MICROSOFT
    assert waits == [7.0, 7.0]


def test_a_cloud_that_stays_busy_is_left_alone(clouds: Clouds) -> None:
    clouds.fails("users", 429, "TooManyRequests", wait="45")
    waits: list[float] = []
    with pytest.raises(CloudRefused) as refused:
        microsoft(waits)
    assert refused.value.fault is CloudFault.BUSY
    assert sum(waits) <= 60


def test_an_access_token_that_expired_reads_nothing_and_ends_nothing(clouds: Clouds) -> None:
    with pytest.raises(CloudRefused) as refused:
        microsoft(access="old")
    assert refused.value.fault is CloudFault.NOTHING_TOLD


def test_a_service_that_the_company_does_not_have_is_left_out_alone(clouds: Clouds) -> None:
    clouds.fails("deviceManagement/managedDevices", 401, "Unauthorized")
    clouds.fails("admin/sharepoint/settings", 401, "Unauthorized")
    reading = microsoft()
    assert reading.silent[CloudPart.DEVICES] is reading.silent[CloudPart.SHARING] is Silence.NOT_PERMITTED
    assert reading.facts.people == 5


def test_a_next_page_at_another_place_gets_no_token(clouds: Clouds) -> None:
    clouds.says["users"] = {"value": [], "@odata.nextLink": "http://127.0.0.1:9/v1.0/users"}
    assert microsoft().silent[CloudPart.IDLE_ACCOUNTS] is Silence.NOT_UNDERSTOOD


def test_a_list_without_an_end_is_given_up(clouds: Clouds) -> None:
    clouds.says["users"] = {"value": [member(1)], "@odata.nextLink": f"{clouds.base}/v1.0/users"}
    assert microsoft().silent[CloudPart.IDLE_ACCOUNTS] is Silence.NOT_UNDERSTOOD
    assert clouds.asked.count("users") == 200  # a hundred pages, with and without sign-ins


def test_an_answer_of_another_shape_is_not_guessed_at(clouds: Clouds) -> None:
    clouds.says["admin/sharepoint/settings"] = {"sharingCapability": "somethingNew"}
    clouds.says["auditLogs/directoryAudits"] = {"rows": []}
    reading = microsoft()
    assert reading.silent[CloudPart.SHARING] is Silence.NOT_UNDERSTOOD
    assert reading.silent[CloudPart.AUDIT_LOG] is Silence.NOT_UNDERSTOOD


@pytest.mark.parametrize(
    ("rules", "required", "blocked"),
    [
        ([], Reach.NONE, Reach.NONE),
        ([rule()], Reach.ALL, Reach.NONE),
        ([rule(state="enabledForReportingButNotEnforced")], Reach.NONE, Reach.NONE),
        (
            [rule(grantControls={"operator": "OR", "builtInControls": ["mfa", "compliantDevice"]})],
            Reach.NONE,
            Reach.NONE,
        ),
        ([rule(grantControls={"authenticationStrength": {"id": "1"}})], Reach.ALL, Reach.NONE),
        (
            [rule(conditions=rule()["conditions"] | {"users": {"includeUsers": ["anna"]}})],
            Reach.SOME,
            Reach.NONE,
        ),
        (
            [
                rule(
                    conditions=rule()["conditions"] | {"clientAppTypes": ["exchangeActiveSync", "other"]},
                    grantControls={"operator": "OR", "builtInControls": ["block"]},
                )
            ],
            Reach.NONE,
            Reach.ALL,
        ),
    ],
)
def test_rules_of_microsoft_hold_for_all_for_some_or_for_nobody(
    clouds: Clouds, rules: list[Any], required: Reach, blocked: Reach
) -> None:
    clouds.says["policies/identitySecurityDefaultsEnforcementPolicy"] = {"isEnabled": False}
    clouds.says["identity/conditionalAccess/policies"] = rules
    facts = microsoft().facts
    assert (facts.second_step_required, facts.old_sign_in_blocked) == (required, blocked)


def test_a_badly_kept_microsoft_365_says_so(clouds: Clouds) -> None:
    clouds.says["users"] = [member(n, signInActivity={"lastSignInDateTime": LONG_AGO}) for n in range(2)] + [
        member(3, signInActivity=None, createdDateTime=LONG_AGO)
    ]
    clouds.says["reports/authenticationMethods/userRegistrationDetails"] = [
        {"id": "m0", "isMfaRegistered": False},
        {"id": "m9", "isMfaRegistered": True},  # of an account that is not there
    ]
    role = next(path for path in clouds.says if path.startswith("directoryRoles"))
    clouds.says[role] = [{"id": "m0"}]
    clouds.says["admin/sharepoint/settings"] = {"sharingCapability": "externalUserAndGuestSharing"}
    clouds.says["auditLogs/directoryAudits"] = {"value": []}
    clouds.says["deviceManagement/managedDevices"] = []
    found = values(microsoft())
    assert found == {
        "cloud.mfa_coverage": "none",
        "cloud.mfa_enforced": "all",
        "cloud.admins": "few-daily",
        "cloud.legacy_auth": "blocked",
        "cloud.stale_users": "many",
        "cloud.ext_sharing": "open",
        "cloud.audit_log": "empty",
        "cloud.devices": "none",
        "cloud.people": "fewer-than-fifty",
    }


def test_a_badly_kept_google_workspace_says_so(clouds: Clouds) -> None:
    clouds.says["admin/directory/v1/users"] = [
        colleague(n, isAdmin=True, isEnrolledIn2Sv=False, isEnforcedIn2Sv=n == 0, lastLoginTime=LONG_AGO)
        for n in range(5)
    ]
    clouds.says["v1/policies"] = [
        policy("security.less_secure_apps", {"allowLessSecureApps": False}),
        policy("security.less_secure_apps", {"allowLessSecureApps": True}, unit="orgUnits/2"),
        policy("drive_and_docs.external_sharing", {"externalSharingMode": "DISALLOWED"}),
        policy("gmail.auto_forwarding", {"enableAutoForwarding": True}),
    ]
    found = values(google())
    assert found["cloud.mfa_coverage"] == "none"
    assert found["cloud.mfa_enforced"] == "some"
    assert found["cloud.admins"] == "many"
    assert found["cloud.legacy_auth"] == "partly"
    assert found["cloud.stale_users"] == "many"
    assert found["cloud.ext_sharing"] == "open"


def test_phones_alone_are_not_all_devices(clouds: Clouds) -> None:
    chromebooks = "admin/directory/v1/customer/my_customer/devices/chromeos"
    phones = "admin/directory/v1/customer/my_customer/devices/mobile"
    clouds.says[chromebooks], clouds.says[phones] = [], clouds.says[phones] * 9
    assert values(google())["cloud.devices"] == "partly"
    clouds.says[phones] = []
    reading = google()
    assert reading.silent[CloudPart.DEVICES] is Silence.NOT_OFFERED
    assert "cloud.devices" not in values(reading)
    clouds.says["deviceManagement/managedDevices"] = [
        {"operatingSystem": "iOS", "complianceState": "compliant", "isEncrypted": True}
    ] * 9
    assert values(microsoft())["cloud.devices"] == "partly"


def test_a_person_who_never_signed_in_is_as_old_as_the_account(clouds: Clouds) -> None:
    never = "1970-01-01T00:00:00.000Z"
    clouds.says["admin/directory/v1/users"] = [
        colleague(1, lastLoginTime=never, creationTime=RECENT_ACCOUNT),
        colleague(2, lastLoginTime=never, creationTime=LONG_AGO),
    ]
    assert google().facts.idle == 1


RECENT_ACCOUNT = "2026-11-01T08:00:00.000Z"
