"""The zone texts: one for each company, and the zones that carry the lab itself."""

from collections.abc import Iterable
from dataclasses import dataclass

from lab import addresses, hosts
from lab.addresses import Pair
from lab.certificates import CertificateStore
from lab.signer import ZoneKey
from lab.table import Company, MailHost, variants

# Resolves to nothing: its signatures have expired. Used to prove that a resolver validates.
BOGUS_ZONE = "boguslab.nl"

_TTL_S = 300
_DELEGATION_TTL_S = 3600
_COMPANY_SERVERS = {
    "normal": ("ns1", "ns2"),
    "single": ("ns1",),
    "one-ipv6": ("ns1", "ns3"),
    "no-ipv6": ("ns3", "ns4"),
    "servfail": ("nsfail1", "nsfail2"),
    "rebind": ("nsrebind1", "nsrebind2"),
}


@dataclass(frozen=True)
class Zone:
    """One zone before signing; `name` without final dot, the root is the empty text.

    `ds` is what the parent publishes, nothing when that is nothing.
    """

    name: str
    text: str
    key: ZoneKey
    mode: str = "nsec3"
    servers: tuple[str, ...] = ("ns1", "ns2")
    ds: str = ""
    opt_out: bool = False

    @property
    def origin(self) -> str:
        """The name as zone files have it."""
        return f"{self.name}."

    @property
    def served_by_knot(self) -> bool:
        """False for zones that an odd name server answers for."""
        return not self.servers[0].startswith(("nsfail", "nsrebind"))


@dataclass(frozen=True)
class Keys:
    """The keys of the lab. All companies share one: making keys is the slow part."""

    root: ZoneKey
    tld: ZoneKey
    usual: ZoneKey
    rsasha1: ZoneKey
    other: ZoneKey


def company_zone(company: Company, keys: Keys, store: CertificateStore) -> Zone:
    """The zone of one company."""
    settings = company.settings
    servers = _COMPANY_SERVERS[settings.name_servers]
    key = keys.rsasha1 if settings.dnssec == "rsasha1" else keys.usual
    lines = _head(company.domain, servers)
    if settings.content == "full":
        lines += [*_web_records(company), *_mail_records(company), *_policy_records(company), *_dkim(company, store)]
    ds = "" if settings.dnssec in ("unsigned", "island") else key.ds(f"{company.domain}.")
    if settings.dnssec == "wrong-ds":
        ds = keys.other.ds(f"{company.domain}.")
    return Zone(company.domain, "".join(lines), key, settings.dnssec, servers, ds)


def hosting_zones(companies: Iterable[Company], keys: Keys, store: CertificateStore) -> list[Zone]:
    """The zones of name servers, mail hosts, senders and report takers, and the bogus one."""
    texts = {
        "dnslab.nl": _name_server_addresses(),
        "mailhost.nl": _mail_host_records("mailhost.nl", store),
        "plainhost.nl": _mail_host_records("plainhost.nl", store),
        "spflab.nl": _sender_records(),
        "reportlab.nl": _report_records(companies),
        BOGUS_ZONE: _pair(BOGUS_ZONE, addresses.company(0)),
    }
    modes = {"plainhost.nl": "unsigned", BOGUS_ZONE: "expired"}
    zones = []
    for name, lines in texts.items():
        mode = modes.get(name, "nsec3")
        ds = "" if mode == "unsigned" else keys.usual.ds(f"{name}.")
        zones.append(Zone(name, "".join([*_head(name, ("ns1", "ns2")), *lines]), keys.usual, mode, ds=ds))
    return zones


def upper_zones(below: Iterable[Zone], keys: Keys) -> tuple[Zone, Zone]:
    """The zone `nl`, which delegates to all zones `below`, and the root."""
    server = "ns1.tld.nl"
    glue = _pair(server, addresses.TLD_SERVER)
    lines = [_soa("nl", server), _line("nl", "NS", f"{server}.", _DELEGATION_TTL_S), *glue]
    for zone in below:
        lines += _delegation(zone)
    lines += _name_server_addresses()
    nl = Zone("nl", "".join(lines), keys.tld, ds=keys.tld.ds("nl."), opt_out=True)
    root_server = "a.rootlab"
    root = [
        _soa("", root_server),
        _line("", "NS", f"{root_server}.", _DELEGATION_TTL_S),
        *_pair(root_server, addresses.ROOT_SERVER),
        _line("nl", "NS", f"{server}.", _DELEGATION_TTL_S),
        _line("nl", "DS", nl.ds, _DELEGATION_TTL_S),
        *glue,
    ]
    return nl, Zone("", "".join(root), keys.root, "nsec")


def _line(name: str, rdtype: str, value: str, ttl_s: int = _TTL_S) -> str:
    return f"{name}. {ttl_s} IN {rdtype} {value}\n"


def _txt(name: str, values: Iterable[str]) -> list[str]:
    """TXT records. One character-string holds 255 bytes (RFC 1035, section 3.3), so long values are cut."""
    lines = []
    for value in values:
        parts = [value[start : start + 250] for start in range(0, len(value), 250)]
        lines.append(_line(name, "TXT", " ".join(f'"{part}"' for part in parts)))
    return lines


def _pair(name: str, pair: Pair) -> list[str]:
    ipv4 = [_line(name, "A", pair.ipv4)] if pair.ipv4 else []
    return ipv4 + ([_line(name, "AAAA", pair.ipv6)] if pair.ipv6 else [])


def _soa(name: str, server: str) -> str:
    mailbox = f"hostmaster.{name}." if name else "hostmaster."
    return _line(name, "SOA", f"{server}. {mailbox} 1 3600 600 864000 300")


def _head(name: str, servers: tuple[str, ...]) -> list[str]:
    return [_soa(name, f"{servers[0]}.dnslab.nl"), *(_line(name, "NS", f"{server}.dnslab.nl.") for server in servers)]


def _delegation(zone: Zone) -> list[str]:
    lines = [_line(zone.name, "NS", f"{server}.dnslab.nl.", _DELEGATION_TTL_S) for server in zone.servers]
    return lines + ([_line(zone.name, "DS", zone.ds, _DELEGATION_TTL_S)] if zone.ds else [])


def _web_records(company: Company) -> list[str]:
    site = hosts.site(company)
    www = f"www.{company.domain}"
    if site.alias:
        return [*_pair(company.domain, site.apex), _line(www, "CNAME", f"{company.domain}.")]
    return [*_pair(company.domain, site.apex), *_pair(www, site.www)]


def _mail_records(company: Company) -> list[str]:
    if company.settings.mail == "null":
        return [_line(company.domain, "MX", "0 .")]
    return [
        _line(company.domain, "MX", f"{10 * place} {variants().mail_hosts[name].host}.")
        for place, name in enumerate(company.mail_hosts, 1)
    ]


def _policy_records(company: Company) -> list[str]:
    domain, settings, texts = company.domain, company.settings, variants().texts

    def records(name: str, prop: str, word: str) -> list[str]:
        return _txt(name, [text.replace("{domain}", domain) for text in texts[prop][word]])

    lines = records(domain, "spf", settings.spf)
    lines += records(f"_dmarc.{domain}", "dmarc", settings.dmarc)
    lines += records(f"_mta-sts.{domain}", "mta_sts", settings.mta_sts)
    lines += records(f"_smtp._tls.{domain}", "tls_rpt", settings.tls_rpt)
    lines += [_line(domain, "CAA", value) for value in texts["caa"][settings.caa]]
    if settings.mta_sts != "none" and settings.mta_sts_policy != "no-address":
        lines += _pair(f"mta-sts.{domain}", hosts.policy_server(company))
    return lines


def _dkim(company: Company, store: CertificateStore) -> list[str]:
    word = company.settings.dkim
    if word == "none":
        return []
    selector = "k4711-of-nobody" if word == "hinted" else "default"
    return _txt(f"{selector}._domainkey.{company.domain}", [store.dkim(word)])


def _name_server_addresses() -> list[str]:
    return [line for name, pair in addresses.NAME_SERVERS.items() for line in _pair(f"{name}.dnslab.nl", pair)]


def _mail_host_records(zone: str, store: CertificateStore) -> list[str]:
    lines: list[str] = []
    for host in variants().mail_hosts.values():
        if host.zone == zone:
            lines += _pair(host.host, hosts.mail_server(host)) + _tlsa(host, store)
    return lines


def _tlsa(host: MailHost, store: CertificateStore) -> list[str]:
    return [_line(f"_25._tcp.{host.host}", "TLSA", store.tlsa(host.name, how)) for how in host.tlsa]


def _sender_records() -> list[str]:
    """What the SPF records of companies lead to."""
    lines = _txt("sender.spflab.nl", ["v=spf1 ip4:198.18.2.0/24 ip6:2001:db8:2::/48 -all"])
    for group in "123":
        hosts_of_group = [f"a{group}{number}.spflab.nl" for number in "123"]
        lines += _txt(f"l{group}.spflab.nl", ["v=spf1 " + " ".join(f"a:{host}" for host in hosts_of_group) + " ~all"])
        lines += [_line(host, "A", addresses.company(0).ipv4 or "") for host in hosts_of_group]
    lines += _txt("loop1.spflab.nl", ["v=spf1 include:loop2.spflab.nl -all"])
    lines += _txt("loop2.spflab.nl", ["v=spf1 include:loop1.spflab.nl -all"])
    return lines + _txt("nospf.spflab.nl", ["this text is no SPF record"])


def _report_records(companies: Iterable[Company]) -> list[str]:
    """The consent to take DMARC reports of other domains (RFC 9990, section 4)."""
    return [
        line
        for company in companies
        if company.settings.dmarc == "outside-authorised"
        for line in _txt(f"{company.domain}._report._dmarc.reportlab.nl", ["v=DMARC1;"])
    ]
