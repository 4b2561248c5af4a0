"""Two clouds on this machine that answer as the vendors' documentation says: tokens with PKCE, lists in pages, and troubles."""

import base64
import contextlib
import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.conf import settings
from django.test import override_settings

CLIENT, SECRET = "client-of-the-tests", "secret-of-the-tests"
LICENCE = "Authentication_RequestFromNonPremiumTenantOrB2CTenant"
Answer = tuple[int, Any, dict[str, str]]
RECENT, LONG_AGO = "2026-11-20T08:00:00Z", "2026-03-01T08:00:00Z"


def member(number: int, **more: Any) -> dict[str, Any]:
    """A person of Microsoft 365."""
    return {
        "id": f"m{number}",
        "accountEnabled": True,
        "userType": "Member",
        "createdDateTime": "2024-01-01T00:00:00Z",
        "assignedLicenses": [{"skuId": "business"}],
        "signInActivity": {"lastSignInDateTime": RECENT},
    } | more


def colleague(number: int, **more: Any) -> dict[str, Any]:
    """A person of Google Workspace."""
    return {
        "id": f"g{number}",
        "suspended": False,
        "archived": False,
        "isAdmin": False,
        "isEnrolledIn2Sv": True,
        "isEnforcedIn2Sv": True,
        "isMailboxSetup": True,
        "lastLoginTime": RECENT,
        "creationTime": "2024-01-01T00:00:00.000Z",
    } | more


def policy(setting: str, value: dict[str, Any], unit: str = "orgUnits/1", order: float = 1) -> dict[str, Any]:
    """A policy of Cloud Identity."""
    return {
        "policyQuery": {"orgUnit": unit, "sortOrder": order},
        "setting": {"type": f"settings/{setting}", "value": value},
    }


def rule(**more: Any) -> dict[str, Any]:
    """A rule of conditional access: a second step for everybody and everything."""
    return {
        "state": "enabled",
        "conditions": {
            "users": {"includeUsers": ["All"], "excludeGroups": []},
            "applications": {"includeApplications": ["All"]},
            "clientAppTypes": ["all"],
            "locations": None,
            "platforms": None,
        },
        "grantControls": {"operator": "OR", "builtInControls": ["mfa"]},
    } | more


def graph() -> dict[str, Any]:
    """What a well-kept Microsoft 365 says, by path below `/v1.0/`. A list is cut into pages of two."""
    role = "directoryRoles(roleTemplateId='62e90394-69f5-4237-9190-012177145e10')/members"
    device = {"operatingSystem": "Windows", "complianceState": "compliant", "isEncrypted": True}
    return {
        "users": [member(n) for n in range(4)]
        + [member(7, assignedLicenses=[]), member(8, userType="Guest"), member(9, accountEnabled=False)],
        "reports/authenticationMethods/userRegistrationDetails": [
            {"id": f"m{n}", "isMfaRegistered": True} for n in (0, 1, 2, 3, 7, 8, 9)
        ],
        "policies/identitySecurityDefaultsEnforcementPolicy": {"isEnabled": True},
        "identity/conditionalAccess/policies": [],
        role: [
            {"@odata.type": "#microsoft.graph.user", "id": "m7"},
            {"@odata.type": "#microsoft.graph.user", "id": "m9"},
            {"@odata.type": "#microsoft.graph.user", "id": "supplier-as-guest"},
            {"@odata.type": "#microsoft.graph.servicePrincipal", "id": "program"},
        ],
        "admin/sharepoint/settings": {"sharingCapability": "externalUserSharingOnly"},
        "auditLogs/directoryAudits": {"value": [{"id": "consent"}]},
        "deviceManagement/managedDevices": [{"id": f"d{n}", **device} for n in range(6)],
    }


def workspace() -> dict[str, Any]:
    """What a well-kept Google Workspace says, by path."""
    phone = {"status": "APPROVED", "encryptionStatus": "Encrypted", "deviceCompromisedStatus": "No compromise detected"}
    return {
        "admin/directory/v1/users": [colleague(n) for n in range(4)]
        + [colleague(7, isAdmin=True, isMailboxSetup=False), colleague(8, suspended=True)],
        "admin/directory/v1/customer/my_customer/devices/mobile": [phone],
        "admin/directory/v1/customer/my_customer/devices/chromeos": [{"status": "ACTIVE"}] * 5
        + [{"status": "DEPROVISIONED"}],
        "v1/policies": [
            policy("security.less_secure_apps", {"allowLessSecureApps": True}, order=0),
            policy("security.less_secure_apps", {"allowLessSecureApps": False}, order=1),
            policy("drive_and_docs.external_sharing", {"externalSharingMode": "ALLOWLISTED_DOMAINS"}),
            policy("gmail.auto_forwarding", {"enableAutoForwarding": False}),
        ],
        "admin/reports/v1/activity/users/all/applications/token": {"items": [{"kind": "audit#activity"}]},
    }


_KEYS = {
    "admin/directory/v1/users": "users",
    "admin/directory/v1/customer/my_customer/devices/mobile": "mobiledevices",
    "admin/directory/v1/customer/my_customer/devices/chromeos": "chromeosdevices",
    "v1/policies": "policies",
}


@dataclass
class Clouds:
    """Both clouds. `says` holds what each path answers; `trouble` answers before it, once or for ever.

    `codes` are codes with the challenge they belong to, `refresh` the tokens that work, `asked` every path that was asked for.
    """

    says: dict[str, Any] = field(default_factory=dict)
    trouble: dict[str, Callable[[int], Answer | None]] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    refresh: set[str] = field(default_factory=set)
    revoked: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    base: str = ""
    granted: int = 0

    def fails(self, path: str, status: int, code: str = "", *, times: int = 10**6, wait: str = "") -> None:
        """Let a path fail so many times, as the vendors word it."""
        headers = {"Retry-After": wait} if wait else {}
        answer: Answer = (status, {"error": {"code": code, "message": f"about {code}"}}, headers)
        self.trouble[path] = lambda number: answer if number <= times else None

    def agree(self, challenge: str) -> str:
        """A code, as if an owner had signed in and agreed."""
        code = f"code-{len(self.codes) + 1}"
        self.codes[code] = challenge
        return code

    def refresh_token(self) -> str:
        """A token that works."""
        self.granted += 1
        token = f"refresh-{self.granted}"
        self.refresh.add(token)
        return token


class _Handler(BaseHTTPRequestHandler):
    clouds: Clouds

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the name of the base class)
        """The tests read what was asked from `asked`."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        path = urlsplit(self.path).path
        self.clouds.asked.append(path)
        if path == "/revoke":
            known = form["token"] in self.clouds.refresh
            self.clouds.refresh.discard(form["token"])
            self.clouds.revoked.append(form["token"])
            return self._say(200 if known else 400, {})
        assert path in {"/organizations/oauth2/v2.0/token", "/token"}
        if "token" in self.clouds.trouble:
            answer = self.clouds.trouble["token"](1)
            if answer:
                return self._say(*answer)
        assert (form["client_id"], form["client_secret"]) == (CLIENT, SECRET)
        if form["grant_type"] == "authorization_code":
            made = hashlib.sha256(form["code_verifier"].encode()).digest()
            challenge = base64.urlsafe_b64encode(made).decode().rstrip("=")
            if self.clouds.codes.pop(form["code"], "") != challenge:
                return self._say(400, {"error": "invalid_grant"})
        elif form["refresh_token"] not in self.clouds.refresh:
            return self._say(400, {"error": "invalid_grant", "error_description": "Token has been revoked."})
        else:
            self.clouds.refresh.discard(form["refresh_token"])
        tokens = {"access_token": "access", "token_type": "Bearer", "expires_in": 3599}
        return self._say(200, tokens | {"refresh_token": self.clouds.refresh_token()})

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        values = {name: found[0] for name, found in parse_qs(parts.query).items()}
        if parts.path.endswith(("/authorize", "/auth")):
            back = {"code": self.clouds.agree(values["code_challenge"]), "state": values["state"]}
            return self._say(302, None, {"Location": f"{values['redirect_uri']}?{urlencode(back)}"})
        path = parts.path.removeprefix("/v1.0/").removeprefix("/")
        self.clouds.asked.append(path)
        if self.headers["Authorization"] != "Bearer access":
            return self._say(401, {"error": {"code": "InvalidAuthenticationToken"}})
        if path in self.clouds.trouble:
            answer = self.clouds.trouble[path](self.clouds.asked.count(path))
            if answer:
                return self._say(*answer)
        said = self.clouds.says.get(path)
        if said is None:
            return self._say(404, {"error": {"code": "ResourceNotFound"}})
        return self._say(200, self._page(path, said, values) if isinstance(said, list) else said)

    def _page(self, path: str, rows: list[Any], values: dict[str, str]) -> dict[str, Any]:
        start = int(values.get("pageToken") or values.get("$skiptoken") or 0)
        page: dict[str, Any] = {_KEYS.get(path, "value"): rows[start : start + 2]}
        if start + 2 < len(rows):
            if path in _KEYS:
                page["nextPageToken"] = str(start + 2)
            else:
                page["@odata.nextLink"] = f"{self.clouds.base}/v1.0/{path}?{urlencode({'$skiptoken': start + 2})}"
        return page

    def _say(self, status: int, body: Any, headers: dict[str, str] | None = None) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@contextlib.contextmanager
def clouds_here() -> Iterator[Clouds]:
    """Both clouds, and settings that lead there."""
    clouds = Clouds(says=graph() | workspace())
    handler = type("Handler", (_Handler,), {"clouds": clouds})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    clouds.base = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), name="clouds")
    thread.start()
    try:
        with override_settings(**settings_of(clouds.base)):
            yield clouds
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def settings_of(base: str) -> dict[str, str]:
    """Django's settings by which an installation finds the clouds there."""
    assert settings.TOKEN_KEY
    google = ("GOOGLE_SIGN_IN", "GOOGLE_TOKENS", "GOOGLE_API", "GOOGLE_POLICIES")
    return {
        "MICROSOFT_CLIENT": CLIENT,
        "MICROSOFT_SECRET": SECRET,
        "MICROSOFT_SIGN_IN": f"{base}/organizations",
        "MICROSOFT_API": base,
        "GOOGLE_CLIENT": CLIENT,
        "GOOGLE_SECRET": SECRET,
    } | dict.fromkeys(google, base)
