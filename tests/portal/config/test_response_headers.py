"""Our own site, judged by our own checks: whoever asks others for these headers sends them."""

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from tests.portal.runs import done
from weerbaar.scanner.checks.catalogue import catalogue, outcome_of
from weerbaar.scanner.facts.dns import HostAddresses
from weerbaar.scanner.facts.http import PLAIN_VISITS, SECURE_VISITS, WEB_ADDRESSES, Hop, Visit
from weerbaar.scanner.facts.observation import Observed
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.status import Status

AT = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)
HEADER_CHECKS = ["web.hsts", "web.csp", "web.framing", "web.nosniff", "web.referrer-policy", "web.cookie-flags"]
# A server on https, in a process of its own: these settings are read once, when Django starts.
HTTPS_SERVER = """
import json, os, sys
os.environ["WEERBAAR_PUBLIC_URL"] = "https://meten.example"
import tests.portal.conftest
from django.test import Client
response = Client().get("/over/", secure=True, headers={"host": "meten.example"})
home = Client()
home.handler.enforce_csrf_checks = True
cookies = home.get("/", secure=True, headers={"host": "meten.example"}).cookies
headers = [[name.lower(), value] for name, value in response.headers.items()]
headers += [["set-cookie", morsel.OutputString()] for morsel in cookies.values()]
print(json.dumps(headers))
"""


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> FactSheet:
    root = Path(__file__).parents[3]
    environment = {**os.environ, "WEERBAAR_DATA_DIR": str(tmp_path_factory.mktemp("https")), "PYTHONPATH": str(root)}
    ran = subprocess.run(
        [sys.executable, "-c", HTTPS_SERVER], env=environment, cwd=root, capture_output=True, text=True, check=True
    )
    headers = tuple((name, value) for name, value in json.loads(ran.stdout.splitlines()[-1]))
    hop = Hop("https://meten.example/", "192.0.2.1", 200, headers, verified=True)
    visits = (Visit("https://meten.example/", (hop,)),)
    addresses = HostAddresses("meten.example", Observed(("192.0.2.1",), AT), Observed((), AT))
    facts = {WEB_ADDRESSES: (addresses,), SECURE_VISITS: visits, PLAIN_VISITS: ()}
    return FactSheet("meten.example", {fact.key: Observed(value, AT) for fact, value in facts.items()})


@pytest.mark.parametrize("check_id", HEADER_CHECKS)
def test_our_own_headers_pass_our_own_checks(sheet: FactSheet, check_id: str) -> None:
    finding = catalogue()[check_id].run(sheet)
    assert outcome_of(finding).status is Status.PASS, finding


def test_the_cookie_was_looked_at(sheet: FactSheet) -> None:
    visits = sheet[SECURE_VISITS]
    assert isinstance(visits, Observed)
    (cookie,) = visits.value[0].hops[0].values("set-cookie")
    assert cookie.startswith("__Host-csrf=")


@pytest.mark.parametrize("path", ["/", "/over/", "/privacy/", "/toegankelijkheid/", "/bestaat-niet/", "/healthz"])
@pytest.mark.django_db
def test_every_page_has_the_same_policy_without_exceptions(client: Client, path: str) -> None:
    headers = client.get(path).headers
    directives = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert directives["default-src"] == directives["base-uri"] == directives["frame-ancestors"] == "'none'"
    assert set(directives.values()) == {"'none'", "'self'"}
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.django_db
def test_no_template_says_anything_inline_that_the_policy_forbids(client: Client) -> None:
    _, holder = done()
    for path in ("/", "/over/", "/privacy/", f"/meting/{holder.token}/"):
        page = client.get(path).content.decode()
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)", page), path
