"""The place to report weak spots is looked for where the standard says, and then where it used to be."""

import pytest

from tests.scanner.probes.certificates import chain
from tests.scanner.probes.dns_server import Says
from tests.scanner.probes.listening import SITE
from tests.scanner.probes.scene import NAME, has, scene
from tests.scanner.probes.web_server import page, web_server
from weerbaar.scanner.facts.http import SECURITY_TXT
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.probes import security_txt

PLACE, OLD = "/.well-known/security.txt", "/security.txt"
SHOWN = chain((NAME,), ())


@pytest.mark.parametrize(
    ("answers", "paths"),
    [
        ({PLACE: page("Contact: mailto:a@b.example")}, [PLACE]),
        ({OLD: page("Contact: mailto:a@b.example")}, [PLACE, OLD]),
        ({}, [PLACE, OLD]),
        ({PLACE: page("", "403 Forbidden"), OLD: page("Contact: x")}, [PLACE]),
        ({PLACE: page("", "500 Oops")}, [PLACE]),
    ],
    ids=["there", "old place", "nowhere", "forbidden", "broken"],
)
async def test_the_old_place_is_tried_when_the_new_one_has_nothing(answers: dict[str, bytes], paths: list[str]) -> None:
    async with (
        web_server(answers, tls=SHOWN.server()) as server,
        scene(has(NAME, "A", SITE), places={(SITE, 443): server.port}) as world,
    ):
        visits = (await world.run(security_txt)).value(SECURITY_TXT)
    assert server.paths == paths
    assert [visit.start for visit in visits] == [f"https://{NAME}{path}" for path in paths]
    last = visits[-1].final
    assert last is not None
    assert last.body.startswith("Contact") or last.status != 200


async def test_www_is_asked_when_only_that_has_an_address() -> None:
    async with (
        web_server(page("Contact: x"), tls=SHOWN.server()) as server,
        scene(has(f"www.{NAME}", "A", SITE), places={(SITE, 443): server.port}) as world,
    ):
        (visit,) = (await world.run(security_txt)).value(SECURITY_TXT)
    assert visit.start == f"https://www.{NAME}{PLACE}"


async def test_without_a_website_there_is_nothing_and_without_an_answer_nobody_knows() -> None:
    async with scene() as world:
        assert (await world.run(security_txt)).value(SECURITY_TXT) == ()
    async with scene({(NAME, "A"): Says(rcode="SERVFAIL")}) as world:
        assert (await world.run(security_txt)).reason(SECURITY_TXT) is Reason.DNS_FAILURE
