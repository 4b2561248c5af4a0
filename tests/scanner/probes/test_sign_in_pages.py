"""Sign-in pages are looked for only where the owner agreed, one after the other, and nothing is filled in."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.scanner.probes.certificates import DAY, NOW, chain, issuer, root
from tests.scanner.probes.listening import SITE
from tests.scanner.probes.scene import NAME, TARGET, Notebook, has, scene
from tests.scanner.probes.web_server import page, redirect, web_server
from weerbaar.scanner.facts.observation import Observed, Reason
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.sign_in import SIGN_IN_PAGES, SignInPages
from weerbaar.scanner.probes import sign_in_pages
from weerbaar.scanner.vocabulary.authorisation import ScanAuthorisation
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

AGREED = ScanAuthorisation("the owner", (TARGET,), (), Intrusiveness.LIGHT, NOW + DAY)
FORM = page("<form method=post><input name=u><input TYPE='password' name=p></form>", Content_Type="text/html")
HOME = page("<meta name=generator content='WordPress 6.4.2'>", Content_Type="text/html")
PLAIN_HOME = page("<p>Welkom", Content_Type="text/html")


async def look(
    answers: Mapping[str, bytes], tmp_path: Path, agreement: ScanAuthorisation | None = AGREED
) -> tuple[Notebook, list[str]]:
    """What is written down about a site with these answers, and the requests that it got."""
    shown = chain((NAME,), (issuer("Test Issuing", root()),))
    file = tmp_path / "root.pem"
    file.write_bytes(root().pem)
    async with (
        web_server(answers, tls=shown.server()) as server,
        scene(has(NAME, "A", SITE), places={(SITE, 443): server.port}, ca_file=file, authorisation=agreement) as world,
    ):
        seen = await world.run(sign_in_pages)
    return seen, server.requests


def asking(found: SignInPages | None) -> list[str]:
    assert found is not None
    return [page.value.path for page in found.pages if isinstance(page, Observed) and page.value.asks_password]


@pytest.mark.parametrize(
    "agreement",
    [
        None,
        replace(AGREED, intrusiveness=Intrusiveness.PASSIVE),
        replace(AGREED, until=NOW),
        replace(AGREED, names=()),
    ],
    ids=["none", "too little", "ended", "of another name"],
)
async def test_without_an_agreement_nothing_is_asked(agreement: ScanAuthorisation | None, tmp_path: Path) -> None:
    seen, requests = await look({"/": HOME, "/wp-login.php": FORM}, tmp_path, agreement)
    assert seen.reason(SIGN_IN_PAGES) is Reason.NOT_AUTHORISED
    assert requests == []


async def test_the_places_of_the_software_that_was_recognised_are_looked_at(tmp_path: Path) -> None:
    seen, requests = await look({"/": HOME, "/wp-login.php": FORM}, tmp_path)
    assert asking(seen.value(SIGN_IN_PAGES)) == ["/wp-login.php"]
    paths = [request.split(" ")[1] for request in requests]
    assert paths == ["/", "/weerbaar-no-such-place", "/wp-login.php", "/admin", "/phpmyadmin/", "/adminer.php"]


async def test_nothing_is_sent_but_questions_for_a_page(tmp_path: Path) -> None:
    _, requests = await look({"/": HOME, "/wp-login.php": FORM}, tmp_path)
    assert all(request.startswith("GET /") and "authorization:" not in request.lower() for request in requests)


async def test_without_known_software_the_most_common_places_are_looked_at(tmp_path: Path) -> None:
    seen, requests = await look({"/": PLAIN_HOME, "/administrator/": FORM}, tmp_path)
    assert asking(seen.value(SIGN_IN_PAGES)) == ["/administrator/"]
    assert len(requests) == 9


async def test_a_page_behind_a_lock_or_an_error_does_not_count(tmp_path: Path) -> None:
    locked = FORM.replace(b"200 OK", b"403 Forbidden")
    seen, _ = await look({"/": HOME, "/wp-login.php": locked}, tmp_path)
    assert asking(seen.value(SIGN_IN_PAGES)) == []


async def test_a_way_to_the_page_is_followed_on_the_site_itself(tmp_path: Path) -> None:
    answers = {"/": HOME, "/admin": redirect("/admin/sign-in"), "/admin/sign-in": FORM}
    seen, _ = await look(answers, tmp_path)
    assert asking(seen.value(SIGN_IN_PAGES)) == ["/admin"]


async def test_a_site_that_asks_everywhere_is_told_apart(tmp_path: Path) -> None:
    for everywhere in ({"/": FORM}, {"/": HOME, "/weerbaar-no-such-place": FORM}):
        seen, _ = await look(everywhere, tmp_path)
        found = seen.value(SIGN_IN_PAGES)
        assert found is not None
        assert found.asks_everywhere


async def test_a_site_without_https_is_looked_at_over_http() -> None:
    async with (
        web_server({"/": HOME, "/wp-login.php": FORM}) as server,
        scene(has(NAME, "A", SITE), places={(SITE, 80): server.port}, authorisation=AGREED) as world,
    ):
        seen = await world.run(sign_in_pages)
    assert asking(seen.value(SIGN_IN_PAGES)) == ["/wp-login.php"]


async def test_a_domain_without_website_has_no_pages(tmp_path: Path) -> None:
    async with scene(authorisation=AGREED) as world:
        seen = await world.run(sign_in_pages)
    assert seen.value(SIGN_IN_PAGES) is None


async def test_what_was_seen_can_be_kept(tmp_path: Path) -> None:
    seen, _ = await look({"/": HOME, "/wp-login.php": FORM}, tmp_path)
    sheet = FactSheet(NAME)
    sheet.record(SIGN_IN_PAGES, seen[SIGN_IN_PAGES])
    assert FactSheet.from_json(sheet.to_json()) == sheet
