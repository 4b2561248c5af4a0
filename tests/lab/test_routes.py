"""The routes of the lab lead where the table says, and only the faulty ones are not authorised."""

import json
from datetime import UTC, datetime
from ipaddress import ip_address, ip_network

import pytest

from lab import addresses, hosts, routes
from lab.addresses import Pair
from lab.table import companies, variants

FAULTY = {"198.18.64.0/18": None, "198.18.96.0/24": 64500}


def announcement(address: str) -> routes.Announcement:
    """The most specific announcement around an address."""
    whole = ip_address(address)
    around = [
        one
        for one in routes.ANNOUNCEMENTS
        if ip_network(one.prefix).version == whole.version and whole in ip_network(one.prefix)
    ]
    return max(around, key=lambda one: ip_network(one.prefix).prefixlen)


def usual_addresses() -> list[str]:
    """Where companies live whose row says nothing of routes or of addresses that a scanner must not visit."""
    odd = ("private", "mapped", "nat64", "mixed", "no-roa", "hijacked")
    sites = [hosts.site(one) for one in companies() if one.settings.hosts not in odd]
    pairs: list[Pair] = [pair for site in sites for pair in (site.apex, site.www)]
    pairs += [hosts.mail_server(host) for host in variants().mail_hosts.values() if host.addresses == "lab"]
    pairs += [pair for name, pair in addresses.NAME_SERVERS.items() if name not in ("nsnoroa", "nshijacked")]
    return [text for pair in pairs for text in pair if text and not ip_address(text).is_loopback]


def test_every_usual_address_has_an_authorised_route() -> None:
    found = {announcement(address) for address in usual_addresses()}
    assert all(one.owner == one.origin for one in found)


def test_only_two_routes_are_faulty() -> None:
    assert {one.prefix: one.owner for one in routes.ANNOUNCEMENTS if one.owner != one.origin} == FAULTY


def test_good_name_servers_are_announced_by_two_networks() -> None:
    first, second = (addresses.NAME_SERVERS[name] for name in ("ns1", "ns2"))
    assert announcement(first.ipv4 or "").origin != announcement(second.ipv4 or "").origin
    near, same = (addresses.NAME_SERVERS[name] for name in ("nsnear", "nssame"))
    for pair in (near, same):
        assert {announcement(text).origin for text in (*first, *pair) if text} == {64500}


@pytest.mark.parametrize("version", [4, 6])
def test_the_dump_holds_the_routes_of_one_family(version: int) -> None:
    first, *lines = routes.dump(version).splitlines()
    assert first.startswith("%")
    prefixes = [line.split("\t")[1] for line in lines]
    assert {ip_network(prefix).version for prefix in prefixes} == {version}


def test_the_authorisations_are_dated_and_name_the_owners() -> None:
    export = json.loads(routes.authorisations(datetime(2026, 11, 24, 6, tzinfo=UTC)))
    assert export["metadata"] == {"buildtime": "2026-11-24T06:00:00Z"}
    owners = {roa["prefix"]: roa["asn"] for roa in export["roas"]}
    assert owners["198.18.96.0/24"] == "AS64500"
    assert "198.18.64.0/18" not in owners
