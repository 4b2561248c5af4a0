"""Connected clouds as their page shows them: every part in words, with the mark that its signal has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from weerbaar.portal.scans.cloud_selectors import CloudView
from weerbaar.portal.scans.connectors.vendors import GOOGLE_SCOPES, MICROSOFT_SCOPES
from weerbaar.portal.scans.connectors.words import CloudFault, CloudPart, CloudVendor, Silence
from weerbaar.portal.web.entrepreneur.evidence_words import cloud_titles
from weerbaar.questionnaires.cloud_signals import IDLE_DAYS, VALUES, CloudFacts, Reach, Sharing, cloud_signals


@dataclass(frozen=True, slots=True)
class PartLine:
    """One thing that is read: its title, what was seen in words, and the mark with its word."""

    title: str
    said: str
    mark: str
    word: str


@dataclass(frozen=True, slots=True)
class CloudPage:
    """One vendor on the page."""

    vendor: str
    name: str
    offered: bool
    connected_at: datetime | None
    read_at: datetime | None
    busy: bool
    ended: bool
    fault: str
    lines: Sequence[PartLine]
    parts: Sequence[str]


def vendor_name(vendor: CloudVendor) -> str:
    """What the vendor calls it."""
    return {CloudVendor.MICROSOFT: "Microsoft 365", CloudVendor.GOOGLE: "Google Workspace"}[vendor]


def cloud_page(cloud: CloudView) -> CloudPage:
    """The vendor as the page shows it."""
    return CloudPage(
        cloud.vendor.value,
        vendor_name(cloud.vendor),
        cloud.offered,
        cloud.connected_at,
        cloud.read_at,
        cloud.busy,
        cloud.ended,
        fault_sentence(cloud.fault) if cloud.fault else "",
        tuple(_lines(cloud)) if cloud.read_at else (),
        tuple(part_titles().values()),
    )


def part_titles() -> dict[CloudPart, str]:
    """What is read, in words."""
    titles = cloud_titles()
    return {
        CloudPart.SECOND_STEP: titles["cloud.mfa_coverage"],
        CloudPart.SECOND_STEP_REQUIRED: titles["cloud.mfa_enforced"],
        CloudPart.ADMINISTRATORS: titles["cloud.admins"],
        CloudPart.OLD_SIGN_IN: titles["cloud.legacy_auth"],
        CloudPart.IDLE_ACCOUNTS: titles["cloud.stale_users"],
        CloudPart.SHARING: titles["cloud.ext_sharing"],
        CloudPart.FORWARDING: _("Mail that is sent on by itself"),
        CloudPart.AUDIT_LOG: titles["cloud.audit_log"],
        CloudPart.DEVICES: titles["cloud.devices"],
    }


def rights_of(vendor: CloudVendor) -> Sequence[tuple[str, str]]:
    """Each right as the vendor names it, and what it is for."""
    scopes = MICROSOFT_SCOPES if vendor is CloudVendor.MICROSOFT else GOOGLE_SCOPES
    words = _right_words()
    return [(name, words[name]) for name in (scope.rpartition("/")[2] for scope in scopes)]


def fault_sentence(fault: CloudFault) -> str:
    """What went wrong and what to do."""
    return {
        CloudFault.DECLINED: _("You did not agree there. Nothing was connected."),
        CloudFault.EXPIRED_LINK: _("That took too long, or another page was in between. Begin again."),
        CloudFault.TOO_LITTLE_AGREED: _("You did not agree that we read it every day. Begin again and agree to that."),
        CloudFault.NOT_SET_UP: _("The connection is not set up well on this site. Tell who runs the site."),
        CloudFault.REVOKED: _("The agreement ended there. Connect again if you want."),
        CloudFault.NOTHING_TOLD: _("It told us nothing. May the person who connected still see the settings there?"),
        CloudFault.BUSY: _("It was too busy there. We try again in an hour."),
        CloudFault.NOT_REACHED: _("We could not reach it. We try again in an hour."),
    }[fault]


def _lines(cloud: CloudView) -> Iterator[PartLine]:
    values = {signal.name: signal.value for signal in cloud_signals([(cloud.facts, timezone.now())])}
    for part, title in part_titles().items():
        said = _said(part, cloud.facts)
        if not said:
            yield PartLine(title, _silence(cloud.silent.get(part, Silence.NOT_UNDERSTOOD)), "none", _("Not read"))
            continue
        mark, word = _mark(part, cloud.facts, values)
        yield PartLine(title, said, mark, word)


_SIGNALS = {
    CloudPart.SECOND_STEP: "cloud.mfa_coverage",
    CloudPart.SECOND_STEP_REQUIRED: "cloud.mfa_enforced",
    CloudPart.ADMINISTRATORS: "cloud.admins",
    CloudPart.OLD_SIGN_IN: "cloud.legacy_auth",
    CloudPart.IDLE_ACCOUNTS: "cloud.stale_users",
    CloudPart.SHARING: "cloud.ext_sharing",
    CloudPart.AUDIT_LOG: "cloud.audit_log",
    CloudPart.DEVICES: "cloud.devices",
}


def _mark(part: CloudPart, facts: CloudFacts, values: dict[str, str]) -> tuple[str, str]:
    if part is CloudPart.FORWARDING:
        fine = bool(facts.forwarding_blocked)
    else:
        name = _SIGNALS[part]
        if name not in values:
            return "none", _("Not judged")
        # Sharing with people whom somebody invited is how work is done.
        fine = values[name] == VALUES[name][0] or values[name] == "limited"
    return ("fine", _("Fine")) if fine else ("better", _("Can be better"))


def _said(part: CloudPart, facts: CloudFacts) -> str:
    """In words what was seen; empty where nothing was."""
    people = facts.people
    match part:
        case CloudPart.SECOND_STEP if facts.with_second_step is not None and people is not None:
            return _("%(number)s of %(total)s people") % {"number": facts.with_second_step, "total": people}
        case CloudPart.SECOND_STEP_REQUIRED if facts.second_step_required:
            return _reach(facts.second_step_required)
        case CloudPart.ADMINISTRATORS if facts.administrators is not None:
            number, daily = facts.administrators, facts.daily_administrators
            if daily is None:
                return str(number)
            return _("%(number)s, of whom %(daily)s also read mail with it") % {"number": number, "daily": daily}
        case CloudPart.OLD_SIGN_IN if facts.old_sign_in_blocked:
            return _reach(facts.old_sign_in_blocked)
        case CloudPart.IDLE_ACCOUNTS if facts.idle is not None:
            return _("%(number)s without signing in for %(days)s days") % {"number": facts.idle, "days": IDLE_DAYS}
        case CloudPart.SHARING if facts.sharing:
            return {
                Sharing.NOBODY: _("With nobody outside"),
                Sharing.KNOWN: _("Only with people who are invited"),
                Sharing.ANYBODY: _("With anybody who has the link"),
            }[facts.sharing]
        case CloudPart.FORWARDING if facts.forwarding_blocked is not None:
            return _("Blocked") if facts.forwarding_blocked else _("Allowed")
        case CloudPart.AUDIT_LOG if facts.audit_log is not None:
            return _("Is kept") if facts.audit_log else _("Is empty")
        case CloudPart.DEVICES if facts.devices is not None and facts.devices_in_order is not None:
            return _("%(number)s of %(total)s encrypted and in order") % {
                "number": facts.devices_in_order,
                "total": facts.devices,
            }
    return ""


def _reach(reach: Reach) -> str:
    return {Reach.ALL: _("For everybody"), Reach.SOME: _("For some"), Reach.NONE: _("For nobody")}[reach]


def _silence(why: Silence) -> str:
    return {
        Silence.NO_LICENCE: _("Your licence does not include this."),
        Silence.NOT_PERMITTED: _("The person who connected may not see this."),
        Silence.NOT_OFFERED: _("This cannot be read without more rights."),
        Silence.NOT_REACHED: _("There was no answer to this."),
        Silence.NOT_UNDERSTOOD: _("We did not understand the answer."),
    }[why]


def _right_words() -> dict[str, str]:
    return {
        "offline_access": _("Read again every day, until you stop it"),
        "User.Read.All": _("How many people have an account, and whether it is used"),
        "AuditLog.Read.All": _("Who set up a second step, when accounts were used, and whether a log is kept"),
        "Policy.Read.All": _("Whether the second step is required and old sign-in blocked"),
        "RoleManagement.Read.Directory": _("How many administrators there are"),
        "SharePointTenantSettings.Read.All": _("With whom files may be shared"),
        "DeviceManagementManagedDevices.Read.All": _("Whether managed devices are encrypted and in order"),
        "admin.directory.user.readonly": _("How many people and administrators there are, and their second step"),
        "admin.directory.device.mobile.readonly": _("Whether managed phones are encrypted"),
        "admin.reports.audit.readonly": _("Whether a log is kept"),
        "cloud-identity.policies.readonly": _("Whether old sign-in, sharing and forwarding are limited"),
        "admin.directory.device.chromeos.readonly": _("How many managed Chromebooks there are"),
    }
