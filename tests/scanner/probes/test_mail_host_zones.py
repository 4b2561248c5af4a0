"""Whether the names of mail hosts are signed: the word of a resolver that was proven to validate."""

import pytest

from tests.scanner.probes.dns_server import Says, Table
from tests.scanner.probes.listening import SITE, SITE6
from tests.scanner.probes.scene import NAME, VALIDATES, Notebook, has, scene
from weerbaar.scanner.facts.mail import MAIL_HOST_ZONES
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.probes import mail_host_zones

HOST = "mx.post.example"
MX = has(NAME, "MX", f"10 {HOST}.")


async def look(*tables: Table) -> Notebook:
    async with scene(*tables) as world:
        return await world.run(mail_host_zones)


@pytest.mark.parametrize("signed", [True, False])
async def test_the_flag_of_the_resolver_counts(signed: bool) -> None:
    (zone,) = (await look(VALIDATES, MX, has(HOST, "A", SITE, signed=signed))).value(MAIL_HOST_ZONES)
    assert zone.host == HOST
    assert isinstance(zone.secure, Observed)
    assert zone.secure.value is signed


async def test_a_host_with_ipv6_alone_is_judged_by_that() -> None:
    (zone,) = (await look(VALIDATES, MX, has(HOST, "AAAA", SITE6, signed=True))).value(MAIL_HOST_ZONES)
    assert isinstance(zone.secure, Observed)
    assert zone.secure.value is True


async def test_the_flag_of_any_other_resolver_does_not() -> None:
    (zone,) = (await look(MX, has(HOST, "A", SITE, signed=True))).value(MAIL_HOST_ZONES)
    assert isinstance(zone.secure, Unobserved)
    assert zone.secure.reason is Reason.NOT_VALIDATING


async def test_signatures_that_do_not_hold_are_a_reason() -> None:
    broken = {(HOST, kind): Says((f"{HOST} A {SITE}",) if kind == "A" else (), bogus=True) for kind in ("A", "AAAA")}
    (zone,) = (await look(VALIDATES, MX, broken)).value(MAIL_HOST_ZONES)
    assert isinstance(zone.secure, Unobserved)
    assert zone.secure.reason is Reason.DNS_BOGUS


async def test_no_mail_hosts_no_zones() -> None:
    assert (await look(VALIDATES, has(NAME, "MX", "0 ."))).value(MAIL_HOST_ZONES) == ()


async def test_without_mx_records_to_see_there_is_a_reason() -> None:
    assert (await look(VALIDATES, {(NAME, "MX"): Says(rcode="SERVFAIL")})).reason(MAIL_HOST_ZONES) is Reason.DNS_FAILURE
