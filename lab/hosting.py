"""The zones that carry the lab itself: name servers, mail hosts, what SPF and DMARC lead to, and the levels above."""

from collections.abc import Iterable

from lab import addresses, client_hosts, hosts
from lab.certificates import CertificateStore
from lab.table import Company, MailHost, variants
from lab.zone_text import address_records, opening, record, server_name, soa_record, text_records
from lab.zones import Keys, Zone

# Resolves to nothing: its signatures have expired. Used to prove that a resolver validates.
BOGUS_ZONE = "boguslab.nl"

_DELEGATION_TTL_S = 3600
_MAIL = "10 mx-good.mailhost.nl."


def hosting_zones(companies: Iterable[Company], keys: Keys, store: CertificateStore) -> list[Zone]:
    """The zones of name servers, mail hosts, senders and report takers, and the bogus one."""
    texts = {
        "dnslab.nl": _name_server_addresses(),
        "mailhost.nl": _mail_host_records("mailhost.nl", store),
        "plainhost.nl": _mail_host_records("plainhost.nl", store),
        "spflab.nl": [*_sender_records(), record("spflab.nl", "MX", _MAIL)],
        "reportlab.nl": [*_report_records(companies), record("reportlab.nl", "MX", _MAIL)],
        BOGUS_ZONE: address_records(BOGUS_ZONE, addresses.company(0)),
    }
    modes = {"plainhost.nl": "unsigned", BOGUS_ZONE: "expired"}
    zones = []
    for name, lines in texts.items():
        mode = modes.get(name, "nsec3")
        ds = "" if mode == "unsigned" else keys.usual.ds(f"{name}.")
        zones.append(Zone(name, "".join([*opening(name, ("ns1", "ns2")), *lines]), keys.usual, mode, ds=ds))
    return zones


def upper_zones(below: Iterable[Zone], keys: Keys) -> tuple[Zone, Zone]:
    """The zone `nl`, which delegates to all zones `below`, and the root."""
    server = "ns1.tld.nl"
    glue = address_records(server, addresses.TLD_SERVER)
    lines = [soa_record("nl", server), record("nl", "NS", f"{server}.", _DELEGATION_TTL_S), *glue]
    for zone in below:
        lines += _delegation(zone)
    lines += _name_server_addresses()
    nl = Zone("nl", "".join(lines), keys.tld, ds=keys.tld.ds("nl."), opt_out=True)
    root_server = "a.rootlab"
    root = [
        soa_record("", root_server),
        record("", "NS", f"{root_server}.", _DELEGATION_TTL_S),
        *address_records(root_server, addresses.ROOT_SERVER),
        record("nl", "NS", f"{server}.", _DELEGATION_TTL_S),
        record("nl", "DS", nl.ds, _DELEGATION_TTL_S),
        *glue,
    ]
    return nl, Zone("", "".join(root), keys.root, "nsec")


def _name_server_addresses() -> list[str]:
    return [
        line for name, pair in addresses.NAME_SERVERS.items() for line in address_records(f"{name}.dnslab.nl", pair)
    ]


def _mail_host_records(zone: str, store: CertificateStore) -> list[str]:
    lines: list[str] = []
    for host in variants().mail_hosts.values():
        if host.zone == zone:
            lines += address_records(host.host, hosts.mail_server(host)) + _tlsa(host, store)
    if zone == client_hosts.ZONE:
        for client_host in client_hosts.HOSTS.values():
            lines += address_records(client_host.host, client_host.addresses)
    return lines


def _tlsa(host: MailHost, store: CertificateStore) -> list[str]:
    return [record(f"_25._tcp.{host.host}", "TLSA", store.tlsa(host.name, how)) for how in host.tlsa]


def _sender_records() -> list[str]:
    """What the SPF records of companies lead to."""
    lines = text_records("sender.spflab.nl", ["v=spf1 ip4:198.18.2.0/24 ip6:2001:db8:2::/48 -all"])
    for group in "123":
        hosts_of_group = [f"a{group}{number}.spflab.nl" for number in "123"]
        lines += text_records(
            f"l{group}.spflab.nl", ["v=spf1 " + " ".join(f"a:{host}" for host in hosts_of_group) + " ~all"]
        )
        lines += [record(host, "A", addresses.company(0).ipv4 or "") for host in hosts_of_group]
    lines += text_records("loop1.spflab.nl", ["v=spf1 include:loop2.spflab.nl -all"])
    lines += text_records("loop2.spflab.nl", ["v=spf1 include:loop1.spflab.nl -all"])
    return lines + text_records("nospf.spflab.nl", ["this text is no SPF record"])


def _report_records(companies: Iterable[Company]) -> list[str]:
    """The consent to take DMARC reports of other domains (RFC 9990, section 4)."""
    return [
        line
        for company in companies
        if company.settings.dmarc in ("outside-authorised", "outside-quarantine")
        for line in text_records(f"{company.domain}._report._dmarc.reportlab.nl", ["v=DMARC1;"])
    ]


def _delegation(zone: Zone) -> list[str]:
    names = (server_name(server, zone.name) for server in zone.parent_servers or zone.servers)
    lines = [record(zone.name, "NS", f"{name}.", _DELEGATION_TTL_S) for name in names]
    return lines + list(zone.glue) + ([record(zone.name, "DS", zone.ds, _DELEGATION_TTL_S)] if zone.ds else [])
