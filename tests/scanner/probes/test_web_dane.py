"""Each web host with an address is asked about once."""

from tests.scanner.probes.dns_server import Says
from tests.scanner.probes.listening import SITE
from tests.scanner.probes.scene import NAME, has, scene
from weerbaar.scanner.facts.dns import AnswerKind
from weerbaar.scanner.facts.observation import Observed, Reason
from weerbaar.scanner.facts.tls import WEB_TLSA
from weerbaar.scanner.probes import web_dane

WWW = f"www.{NAME}"
RECORD = f"3 1 1 {'ab' * 32}"


async def test_the_records_of_each_host_are_asked_for() -> None:
    table = {**has(NAME, "A", SITE), **has(WWW, "A", SITE), **has(f"_443._tcp.{NAME}", "TLSA", RECORD)}
    async with scene(table) as world:
        own, www = (await world.run(web_dane)).value(WEB_TLSA)
    assert isinstance(own.answer, Observed)
    assert isinstance(www.answer, Observed)
    assert (own.host, own.answer.value.records) == (NAME, (RECORD,))
    assert (www.host, www.answer.value.kind) == (WWW, AnswerKind.NO_NAME)


async def test_a_host_without_an_address_is_not_asked_about() -> None:
    async with scene(has(NAME, "A", SITE)) as world:
        (own,) = (await world.run(web_dane)).value(WEB_TLSA)
        assert f"TLSA _443._tcp.{WWW}" not in world.asked
    assert own.host == NAME


async def test_no_website_has_no_records_and_trouble_leaves_it_open() -> None:
    async with scene() as world:
        assert (await world.run(web_dane)).value(WEB_TLSA) == ()
    async with scene({(NAME, "A"): Says(rcode="SERVFAIL")}) as world:
        assert (await world.run(web_dane)).reason(WEB_TLSA) is Reason.DNS_FAILURE
