"""Where the clouds are, how this installation is known there, and which rights it asks for."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from weerbaar.portal.scans.connectors.words import CloudFault, CloudRefused, CloudVendor

_GRAPH = "https://graph.microsoft.com/"
_GOOGLE = "https://www.googleapis.com/auth/"

# What each right is for: docs/connections.md. All of them read; none reaches mail, files or calendars.
MICROSOFT_SCOPES = (
    "offline_access",
    f"{_GRAPH}User.Read.All",
    f"{_GRAPH}AuditLog.Read.All",
    f"{_GRAPH}Policy.Read.All",
    f"{_GRAPH}RoleManagement.Read.Directory",
    f"{_GRAPH}SharePointTenantSettings.Read.All",
    f"{_GRAPH}DeviceManagementManagedDevices.Read.All",
)
GOOGLE_SCOPES = (
    f"{_GOOGLE}admin.directory.user.readonly",
    f"{_GOOGLE}admin.directory.device.mobile.readonly",
    f"{_GOOGLE}admin.directory.device.chromeos.readonly",
    f"{_GOOGLE}admin.reports.audit.readonly",
    f"{_GOOGLE}cloud-identity.policies.readonly",
)


@dataclass(frozen=True, slots=True)
class Vendor:
    """`revoke_url` is empty where a vendor has no address for it. `extra` goes along with the request to sign in.

    `apis` are the places that may be read, by a short name; nothing else of the vendor is ever asked.
    """

    word: CloudVendor
    client_id: str
    client_secret: str
    sign_in_url: str
    token_url: str
    revoke_url: str
    scopes: tuple[str, ...]
    extra: Mapping[str, str]
    apis: Mapping[str, str]

    @property
    def is_set_up(self) -> bool:
        """Whether this installation is known there."""
        return bool(self.client_id and self.client_secret and settings.TOKEN_KEY)


def vendor_of(word: CloudVendor) -> Vendor:
    """The vendor as the settings describe it, set up or not."""
    if word is CloudVendor.MICROSOFT:
        base = settings.MICROSOFT_SIGN_IN
        return Vendor(
            word,
            settings.MICROSOFT_CLIENT,
            settings.MICROSOFT_SECRET,
            f"{base}/oauth2/v2.0/authorize",
            f"{base}/oauth2/v2.0/token",
            "",
            MICROSOFT_SCOPES,
            {"prompt": "select_account"},
            {"graph": f"{settings.MICROSOFT_API}/v1.0/"},
        )
    return Vendor(
        word,
        settings.GOOGLE_CLIENT,
        settings.GOOGLE_SECRET,
        f"{settings.GOOGLE_SIGN_IN}/o/oauth2/v2/auth",
        f"{settings.GOOGLE_TOKENS}/token",
        f"{settings.GOOGLE_TOKENS}/revoke",
        GOOGLE_SCOPES,
        # Google gives a token that lasts only when it is asked for, and only with a fresh agreement.
        {"access_type": "offline", "prompt": "consent"},
        {"admin": f"{settings.GOOGLE_API}/admin/", "identity": f"{settings.GOOGLE_POLICIES}/v1/"},
    )


def vendor_ready(word: CloudVendor) -> Vendor:
    """The vendor.

    Raises:
        CloudRefused: this installation is not known there.
    """
    vendor = vendor_of(word)
    if not vendor.is_set_up:
        raise CloudRefused(CloudFault.NOT_SET_UP)
    return vendor
