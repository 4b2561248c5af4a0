"""Aliases of well-known names: where they end, whether that exists, and what a service shows there."""

import pytest

from tests.scanner.probes.dns_server import Says, Table
from tests.scanner.probes.listening import SITE
from tests.scanner.probes.scene import NAME, VALIDATES, Notebook, has, scene
from tests.scanner.probes.web_server import page, web_server
from weerbaar.scanner.facts.aliases import ALIASES, Alias
from weerbaar.scanner.facts.dns import AnswerKind
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.probes import aliases

SHOP = f"shop.{NAME}"


def leads(target: str, *addresses: str, rcode: str = "NOERROR") -> Table:
    """`shop` as an alias of a target with these addresses."""
    records = (f"{SHOP} CNAME {target}.", *(f"{target} A {address}" for address in addresses))
    return {(SHOP, "A"): Says(records, rcode)}


async def look(*tables: Table) -> tuple[Notebook, list[str]]:
    async with scene(VALIDATES, has(NAME, "A", SITE), *tables) as world:
        return await world.run(aliases), world.asked


async def only(*tables: Table) -> Alias:
    seen, _ = await look(*tables)
    (found,) = seen.value(ALIASES).aliases
    return found


def unlooked(observation: Observation[object]) -> bool:
    return isinstance(observation, Unobserved) and observation.reason is Reason.NOT_LOOKED


async def test_names_without_alias_are_only_asked() -> None:
    seen, asked = await look()
    survey = seen.value(ALIASES)
    assert (survey.aliases, survey.unanswered) == ((), ())
    assert survey.asked[:2] == (NAME, f"www.{NAME}")
    assert asked == [f"A {name}" for name in survey.asked]


async def test_an_alias_to_what_exists_is_followed_no_further() -> None:
    found = await only(leads("shops.dienst.example", SITE))
    assert (found.name, found.target, found.kind) == (SHOP, "shops.dienst.example", AnswerKind.RECORDS)
    assert unlooked(found.domain_exists) and unlooked(found.page)


async def test_an_alias_within_the_domain_is_nobody_s_business() -> None:
    seen, _ = await look(leads(f"www.{NAME}", SITE))
    assert seen.value(ALIASES).aliases == ()


async def test_an_alias_within_the_domain_to_nothing_is() -> None:
    assert (await only(leads(f"old.{NAME}", rcode="NXDOMAIN"))).kind is AnswerKind.NO_NAME


@pytest.mark.parametrize(("rcode", "exists"), [("NXDOMAIN", False), ("NOERROR", True)])
async def test_of_a_target_that_is_gone_the_domain_is_asked(rcode: str, exists: bool) -> None:
    found = await only(leads("shops.weg.example", rcode="NXDOMAIN"), {("weg.example", "SOA"): Says(rcode=rcode)})
    assert found.kind is AnswerKind.NO_NAME
    assert isinstance(found.domain_exists, Observed)
    assert found.domain_exists.value is exists


async def test_a_domain_that_does_not_answer_is_not_free() -> None:
    found = await only(leads("shops.weg.example", rcode="NXDOMAIN"), {("weg.example", "SOA"): Says(rcode="SERVFAIL")})
    assert isinstance(found.domain_exists, Unobserved)


async def test_a_service_that_shows_when_a_name_is_free_is_visited() -> None:
    async with web_server(page("There isn't a GitHub Pages site here", status="404 Not Found")) as server:
        table = leads("klant.github.io", SITE)
        async with scene(VALIDATES, has(NAME, "A", SITE), table, places={(SITE, 80): server.port}) as world:
            (found,) = (await world.run(aliases)).value(ALIASES).aliases
    assert isinstance(found.page, Observed)
    assert found.page.value.status == 404
    assert "GitHub Pages" in found.page.value.text


async def test_a_service_that_does_not_answer_was_not_seen() -> None:
    found = await only(leads("klant.github.io", SITE))
    assert isinstance(found.page, Unobserved)
    assert found.page.reason is Reason.REFUSED


async def test_names_without_answer_are_told() -> None:
    seen, _ = await look({(SHOP, "A"): Says(rcode="SERVFAIL")})
    assert seen.value(ALIASES).unanswered == (SHOP,)


async def test_when_nothing_answers_nothing_was_seen() -> None:
    names = (NAME, *(f"{label}.{NAME}" for label in aliases._LABELS))
    seen, _ = await look({(name, "A"): Says(rcode="SERVFAIL") for name in names})
    assert seen.reason(ALIASES) is Reason.DNS_FAILURE
