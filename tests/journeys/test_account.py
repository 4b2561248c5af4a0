"""Ways into an account, in a real browser: a password with a second step, recovery codes, and a passkey."""

import base64
import email
import email.policy
import hashlib
import hmac
import re
import struct
import time
from pathlib import Path

import pytest

from tests.journeys.conftest import Site, Window, Windows
from tests.portal.serve.installation import eventually

pytestmark = pytest.mark.browser
PASSWORD = "drie rode fietsen staan"


def newest_letter(site: Site, to: str) -> str:
    """The text of the newest mail to somebody; a demonstration writes them into a folder."""
    folder = site.installation.folder / "mail"

    def letters() -> list[Path]:
        found = [path for path in folder.glob("*.log") if f"To: {to}" in path.read_text("utf-8")]
        return sorted(found, key=lambda path: path.stat().st_mtime)

    eventually(lambda: bool(letters()), within_s=10)
    text = letters()[-1].read_text("utf-8").split("-" * 79)[0]
    body = email.message_from_string(text, policy=email.policy.default).get_body(("plain",))
    return body.get_content() if body else ""


def code_of(letter: str) -> str:
    found = re.search(r"^\s*([A-Z0-9]{4}-?[A-Z0-9]{4})\s*$", letter, re.MULTILINE)
    assert found is not None, letter
    return found[1]


def totp(secret: str, at: float) -> str:
    """The code that an app shows (RFC 6238; RFC 4226, section 5.3)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(at // 30)), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return str((struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF) % 1_000_000).zfill(6)


def press(window: Window, words: str) -> None:
    with window.page.expect_navigation():
        window.page.locator(f"main button:has-text('{words}'), main a:has-text('{words}')").first.click()


def sign_up(window: Window, address: str) -> None:
    window.open("/account/signup/")
    window.page.fill("input[name=email]", address)
    window.page.fill("input[name=password1]", PASSWORD)
    press(window, "Maak mijn account")
    window.page.fill("input[name=code]", code_of(newest_letter(window.site, address)))
    press(window, "Dat ben ik")


def open_with_care(window: Window, path: str) -> None:
    """Pages that change how one signs in ask for the password once more."""
    window.open(path)
    if "/reauthenticate/" in window.page.url:
        window.page.fill("input[name=password]", PASSWORD)
        with window.page.expect_navigation():
            window.page.locator("main form button.btn").first.click()


def sign_out(window: Window) -> None:
    window.open("/account/")
    press(window, "Log uit")


def sign_in(window: Window, address: str) -> None:
    window.open("/account/login/")
    window.page.fill("input[name=login]", address)
    window.page.fill("input[name=password]", PASSWORD)
    with window.page.expect_navigation():
        window.page.locator("main form button.btn").first.click()


def test_a_second_step_by_an_app_and_by_a_recovery_code(windows: Windows) -> None:
    with windows.new() as window:
        address = "tweestap@mail.example"
        sign_up(window, address)
        open_with_care(window, "/account/2fa/totp/activate/")
        secret = window.page.input_value("#authenticator_secret")
        window.page.fill("input[name=code]", totp(secret, time.time()))
        window.picture("account-totp-1280")
        with window.page.expect_navigation():
            window.page.locator("main form button.btn").first.click()
        open_with_care(window, "/account/2fa/recovery-codes/")
        codes = window.page.locator("main textarea").input_value().split()
        assert len(codes) >= 8
        sign_out(window)
        sign_in(window, address)
        assert "/2fa/authenticate/" in window.page.url
        # The code of this half minute was used to switch it on; a used code opens nothing (RFC 6238, section 5.2).
        window.page.fill("input[name=code]", codes[0])
        with window.page.expect_navigation():
            window.page.locator("main form button.btn").first.click()
        assert window.page.url.endswith("/bedrijf/nieuw/")
        sign_out(window)
        sign_in(window, address)
        window.page.fill("input[name=code]", codes[0])
        with window.page.expect_navigation():
            window.page.locator("main form button.btn").first.click()
        assert "/2fa/authenticate/" in window.page.url, "a recovery code works once"


def test_a_passkey_signs_in_without_a_password(windows: Windows) -> None:
    with windows.new() as window:
        address = "sleutel@mail.example"
        sign_up(window, address)
        devtools = window.context.new_cdp_session(window.page)
        devtools.send("WebAuthn.enable")
        devtools.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )
        open_with_care(window, "/account/2fa/webauthn/add/")
        passwordless = window.page.locator("input[name=passwordless]")
        if passwordless.count():
            passwordless.check()
        with window.page.expect_navigation():
            window.page.locator("main form button").first.click()
        sign_out(window)
        window.open("/account/login/")
        with window.page.expect_navigation():
            window.page.click("#passkey_login")
        assert window.page.url.endswith("/bedrijf/nieuw/")


def test_nobody_learns_whether_an_address_has_an_account(windows: Windows) -> None:
    with windows.new() as window:
        pages = []
        for address in ("niemand@mail.example", "sleutel@mail.example"):
            window.open("/account/password/reset/")
            window.page.fill("input[name=email]", address)
            with window.page.expect_navigation():
                window.page.locator("main form button.btn").first.click()
            pages.append(window.page.inner_text("main").replace(address, ""))
        assert pages[0] == pages[1]
