"""Whatever the world does, each probe writes down each of its facts exactly once."""

import importlib
from types import ModuleType

import pytest

from tests.scanner.probes.dns_server import SILENT, Says, Table
from tests.scanner.probes.listening import SITE, SITE6
from tests.scanner.probes.scene import NAME, VALIDATES, has, scene
from weerbaar.scanner.facts.sheet import known_facts
from weerbaar.scanner.probes import probe as module
from weerbaar.scanner.probes.probe import Probe, probes, provider_of
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

HOSTS: Table = {
    **VALIDATES,
    **has(NAME, "SOA", "ns.host.example. h.host.example. 1 2 3 4 5"),
    **has(NAME, "NS", "ns.host.example."),
    **has(NAME, "A", SITE),
    **has(f"www.{NAME}", "AAAA", SITE6),
    **has(NAME, "MX", "10 mx.host.example."),
    **has("mx.host.example", "A", SITE),
    **has("ns.host.example", "A", SITE),
    **has(NAME, "TXT", '"v=spf1 mx include:spf.host.example -all"'),
    **has("spf.host.example", "TXT", '"v=spf1 ip4:192.0.2.0/24 -all"'),
    **has(f"_dmarc.{NAME}", "TXT", '"v=DMARC1; p=none; rua=mailto:a@other.example"'),
    **has(f"_mta-sts.{NAME}", "TXT", '"v=STSv1; id=1"'),
}


def rooms() -> list[ModuleType]:
    return [importlib.import_module(f"weerbaar.scanner.probes.{probe.name}") for probe in probes()]


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.__name__.rpartition(".")[2])
@pytest.mark.parametrize(
    "said", [Says(rcode="SERVFAIL"), Says(rcode="REFUSED"), Says(rcode="NXDOMAIN"), Says(), SILENT]
)
@pytest.mark.usefixtures("impatient")
async def test_when_every_look_up_ends_badly(room: ModuleType, said: Says, monkeypatch: pytest.MonkeyPatch) -> None:
    async with scene() as world:
        monkeypatch.setattr(world.names, "_said", lambda name, rdtype: said)
        await world.run(room)


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.__name__.rpartition(".")[2])
async def test_when_names_lead_to_closed_ports(room: ModuleType) -> None:
    async with scene(HOSTS) as world:
        await world.run(room)


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.__name__.rpartition(".")[2])
async def test_when_names_lead_inside(room: ModuleType) -> None:
    inside = {**HOSTS, **has(NAME, "A", "127.0.0.1"), **has("mx.host.example", "A", "10.0.0.1")}
    async with scene(inside, has("ns.host.example", "A", "169.254.169.254")) as world:
        await world.run(room)
    addresses = {address for address, _ in world.detour.asked}
    assert addresses <= {SITE, SITE6}


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.__name__.rpartition(".")[2])
async def test_a_long_name_and_a_www_name_are_looked_at_as_well(room: ModuleType) -> None:
    async with scene() as world:
        await world.run(room, DomainName(".".join(["a" * 60] * 4) + ".nl"))
        await world.run(room, DomainName(f"www.{NAME}"))


def test_each_probe_is_found_by_each_of_its_facts() -> None:
    for probe in probes():
        assert probe.provides
        for fact in probe.provides:
            assert provider_of()[fact.key] is probe
            assert known_facts()[fact.key] is fact


def test_only_ports_and_pages_that_nobody_announces_need_an_agreement() -> None:
    beyond = {probe.name: probe.intrusiveness for probe in probes() if probe.intrusiveness is not Intrusiveness.PASSIVE}
    assert beyond == {
        "device_pages": Intrusiveness.ACTIVE,
        "mail_client_hosts": Intrusiveness.ACTIVE,
        "open_services": Intrusiveness.ACTIVE,
        "sign_in_pages": Intrusiveness.LIGHT,
    }


def test_two_probes_of_one_fact_are_refused_at_start(monkeypatch: pytest.MonkeyPatch) -> None:
    first = probes()[0]
    twice = (first, Probe("again", first.provides, first.stage, first.intrusiveness, first.run))
    provider_of.cache_clear()
    monkeypatch.setattr(module, "probes", lambda: twice)
    try:
        with pytest.raises(RuntimeError, match=r"is provided by .* and again"):
            provider_of()
    finally:
        provider_of.cache_clear()
