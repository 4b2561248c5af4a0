"""Signing in at a cloud: OAuth 2.0 with an authorization code, PKCE and state (RFC 6749, 7636, 9700)."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

import requests
from oauthlib.common import generate_token
from oauthlib.oauth2 import OAuth2Error, WebApplicationClient

from weerbaar.portal.scans.connectors.vendors import Vendor
from weerbaar.portal.scans.connectors.words import CloudFault, CloudRefused

TIMEOUT_S = 15.0
_FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
# What the vendors say when the company took its agreement back, or it ran out (RFC 6749, 5.2).
_ENDED = {"invalid_grant", "interaction_required", "consent_required"}


@dataclass(frozen=True, slots=True)
class Beginning:
    """`url` is where the owner goes; `state` and `verifier` stay with us until the owner comes back."""

    url: str
    state: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """`access` works for about an hour, `refresh` gives a new one until somebody ends it."""

    access: str
    refresh: str


def begin(vendor: Vendor, return_url: str) -> Beginning:
    """A fresh way in."""
    client = WebApplicationClient(vendor.client_id)
    state, verifier = generate_token(32), client.create_code_verifier(64)
    values = {
        "response_type": "code",
        "client_id": vendor.client_id,
        "redirect_uri": return_url,
        "scope": " ".join(vendor.scopes),
        "state": state,
        "code_challenge": client.create_code_challenge(verifier, "S256"),
        "code_challenge_method": "S256",
        **vendor.extra,
    }
    return Beginning(f"{vendor.sign_in_url}?{urlencode(values)}", state, verifier)


def finish(vendor: Vendor, return_url: str, answer: Mapping[str, str], beginning: Beginning) -> Tokens:
    """The tokens for what the owner brought back. `answer` are the values in the address.

    Raises:
        CloudRefused: the owner said no, the answer belongs to another beginning, or the vendor refuses.
    """
    if not hmac.compare_digest(answer.get("state", ""), beginning.state):
        raise CloudRefused(CloudFault.EXPIRED_LINK)
    if answer.get("error"):
        raise CloudRefused(CloudFault.DECLINED)
    if not answer.get("code"):
        raise CloudRefused(CloudFault.EXPIRED_LINK)
    body = WebApplicationClient(vendor.client_id).prepare_request_body(
        code=answer["code"],
        redirect_uri=return_url,
        code_verifier=beginning.verifier,
        client_secret=vendor.client_secret,
    )
    found = _asked(vendor, body, CloudFault.EXPIRED_LINK)
    if not found.get("refresh_token"):
        raise CloudRefused(CloudFault.TOO_LITTLE_AGREED)
    return Tokens(str(found["access_token"]), str(found["refresh_token"]))


def renew(vendor: Vendor, refresh: str) -> Tokens:
    """New tokens. The old refresh token comes back where the vendor gives no other.

    Raises:
        CloudRefused: REVOKED when the agreement has ended; else BUSY or NOT_REACHED.
    """
    client = WebApplicationClient(vendor.client_id)
    body = client.prepare_refresh_body(
        refresh_token=refresh, client_id=vendor.client_id, client_secret=vendor.client_secret
    )
    found = _asked(vendor, body, CloudFault.REVOKED)
    return Tokens(str(found["access_token"]), str(found.get("refresh_token") or refresh))


def revoke(vendor: Vendor, refresh: str) -> bool:
    """Whether the vendor ended the agreement (RFC 7009). False where it has no address for that, or did not answer."""
    if not vendor.revoke_url:
        return False
    try:
        answer = requests.post(
            vendor.revoke_url, urlencode({"token": refresh}), headers=_FORM, timeout=TIMEOUT_S, allow_redirects=False
        )
    except requests.RequestException:
        return False
    # Google says 400 to a token that had ended already: that is what was wanted.
    return answer.status_code in {200, 400}


def _asked(vendor: Vendor, body: str, when_ended: CloudFault) -> Mapping[str, object]:
    try:
        answer = requests.post(vendor.token_url, body, headers=_FORM, timeout=TIMEOUT_S, allow_redirects=False)
    except requests.RequestException as error:
        raise CloudRefused(CloudFault.NOT_REACHED) from error
    if answer.status_code == 429 or answer.status_code >= 500:
        raise CloudRefused(CloudFault.BUSY)
    client = WebApplicationClient(vendor.client_id)
    try:
        found: Mapping[str, object] = client.parse_request_body_response(answer.text)
    except OAuth2Error as error:
        raise CloudRefused(when_ended if error.error in _ENDED else CloudFault.NOT_SET_UP) from error
    except (ValueError, Warning) as error:
        raise CloudRefused(CloudFault.NOT_REACHED) from error
    return found
