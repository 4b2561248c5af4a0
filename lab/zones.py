"""The zones of companies."""

from dataclasses import dataclass

from dns.dnssectypes import DSDigest

from lab import addresses, client_hosts, hosts
from lab.addresses import Pair
from lab.certificates import CertificateStore
from lab.signer import ZoneKey
from lab.table import Company, variants
from lab.zone_text import address_records, opening, record, text_records

COMPANY_SERVERS = {
    "normal": ("ns1", "ns2"),
    "single": ("ns1",),
    "one-ipv6": ("ns1", "ns3"),
    "no-ipv6": ("ns3", "ns4"),
    "near": ("ns1", "nsnear"),
    "one-as": ("ns1", "nssame"),
    "no-roa": ("ns1", "nsnoroa"),
    "hijacked": ("ns1", "nshijacked"),
    "global": ("nsglobal1", "nsglobal2"),
    "dead-ipv6": ("ns1", "nsdeadipv6"),
    "silent": ("ns1", "nssilent"),
    "lame": ("ns1", "nslame"),
    "newer": ("ns1", "nsnewer"),
    "open": ("ns1", "nsopen"),
    "no-tcp": ("ns1", "nsnotcp"),
    "given-away": ("ns1", "ns2"),
    "other-parent": ("ns1", "ns2"),
    "wrong-glue": ("own-ns1", "own-ns2"),
    "servfail": ("nsfail1", "nsfail2"),
    "rebind": ("nsrebind1", "nsrebind2"),
}
# What the parent says where that is something else.
_PARENT_SERVERS = {"other-parent": ("ns1", "ns4")}
# Where shop points: to a name that is gone, or below a domain that anybody may register.
_ALIASES: dict[str, tuple[str, ...]] = {
    "none": (),
    "dead": ("gone.dnslab.nl.",),
    "claimable": ("shops.nobody-9999.nl.",),
}
_SOA_TIMES = {"good": "3600 600 864000 300", "odd": "600 3600 864000 300"}


@dataclass(frozen=True)
class Zone:
    """One zone before signing; `name` without final dot, the root is the empty text.

    `ds` is what the parent publishes, nothing when that is nothing; `parent_servers` and `glue` are what it says of the
    servers, the same and nothing unless given.
    """

    name: str
    text: str
    key: ZoneKey
    mode: str = "nsec3"
    servers: tuple[str, ...] = ("ns1", "ns2")
    ds: str = ""
    opt_out: bool = False
    parent_servers: tuple[str, ...] = ()
    glue: tuple[str, ...] = ()

    @property
    def origin(self) -> str:
        """The name as zone files have it."""
        return f"{self.name}."

    @property
    def served_by_knot(self) -> bool:
        """False for zones that an odd name server answers for."""
        return self.servers[0] not in addresses.ODD_NAME_SERVERS


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
    servers = COMPANY_SERVERS[settings.name_servers]
    key = keys.rsasha1 if settings.dnssec == "rsasha1" else keys.usual
    lines = opening(company.domain, servers, _SOA_TIMES[settings.soa])
    for name, address in _own_servers(company).items():
        lines += address_records(name, address)
    if settings.content == "full":
        lines += [*_web_records(company), *_mail_records(company), *_policy_records(company), *_dkim(company, store)]
        lines += _web_dane(company, store)
        lines += [record(f"shop.{company.domain}", "CNAME", target) for target in _ALIASES[settings.alias]]
    return Zone(
        company.domain,
        "".join(lines),
        key,
        settings.dnssec,
        servers,
        _ds(company, key, keys),
        parent_servers=_PARENT_SERVERS.get(settings.name_servers, ()),
        glue=_glue(company),
    )


def lookalike_zones(company: Company, keys: Keys) -> list[Zone]:
    """The zones of names that look like the company's: its own, or a stranger's at other name servers."""
    label = company.domain.removesuffix(".nl")
    name, servers = {
        "own": (f"{label}-online.nl", ("ns1", "ns2")),
        "parked": (f"{label.replace('-', '', 1)}.nl", ("ns3", "ns4")),
        "mail": (f"{label}-factuur.nl", ("ns3", "ns4")),
    }.get(company.settings.lookalikes, ("", ()))
    if not name:
        return []
    lines = [*opening(name, servers), *address_records(name, addresses.company(0))]
    # A null MX says that the name takes no mail (RFC 7505).
    mail = "10 mx-good.mailhost.nl." if company.settings.lookalikes == "mail" else "0 ."
    lines.append(record(name, "MX", mail))
    return [Zone(name, "".join(lines), keys.usual, "unsigned", servers)]


def _ds(company: Company, key: ZoneKey, keys: Keys) -> str:
    match company.settings.dnssec:
        case "unsigned" | "island":
            return ""
        case "wrong-ds":
            return keys.other.ds(f"{company.domain}.")
        case "sha1-ds":
            return key.ds(f"{company.domain}.", DSDigest.SHA1)
        case _:
            return key.ds(f"{company.domain}.")


def _own_servers(company: Company) -> dict[str, Pair]:
    """The name servers below the company's own domain, with their addresses."""
    servers = COMPANY_SERVERS[company.settings.name_servers]
    own = (server.removeprefix("own-") for server in servers if server.startswith("own-"))
    return {f"{server}.{company.domain}": addresses.NAME_SERVERS[server] for server in own}


def _glue(company: Company) -> tuple[str, ...]:
    """The addresses at the parent: of the second server an old one, at which somebody still answers."""
    lines: list[str] = []
    for place, (name, pair) in enumerate(_own_servers(company).items()):
        old = pair._replace(ipv4=addresses.NAME_SERVERS["ns4"].ipv4)
        lines += address_records(name, old if place else pair)
    return tuple(lines)


def _web_records(company: Company) -> list[str]:
    site = hosts.site(company)
    www = f"www.{company.domain}"
    if site.alias:
        return [*address_records(company.domain, site.apex), record(www, "CNAME", f"{company.domain}.")]
    return [*address_records(company.domain, site.apex), *address_records(www, site.www)]


def _web_dane(company: Company, store: CertificateStore) -> list[str]:
    """What the domain records about the key of its site (RFC 6698), for both hosts."""
    word = company.settings.web_dane
    if word == "none":
        return []
    text = store.tlsa(company.domain, "3 1 1 other" if word == "other" else "3 1 1")
    return [record(f"_443._tcp.{host}", "TLSA", text) for host in (company.domain, f"www.{company.domain}")]


def _mail_records(company: Company) -> list[str]:
    if company.settings.mail == "null":
        below = [record(f"*.{company.domain}", "MX", "10 mx-good.mailhost.nl.")]
        return [record(company.domain, "MX", "0 ."), *(below if company.settings.wildcards == "mail" else ())]
    return [
        record(company.domain, "MX", f"{10 * place} {variants().mail_hosts[name].host}.")
        for place, name in enumerate(company.mail_hosts, 1)
    ]


def _policy_records(company: Company) -> list[str]:
    domain, settings, texts = company.domain, company.settings, variants().texts

    def records(name: str, prop: str, word: str) -> list[str]:
        return text_records(name, [text.replace("{domain}", domain) for text in texts[prop][word]])

    lines = records(domain, "spf", settings.spf)
    lines += records(f"_dmarc.{domain}", "dmarc", settings.dmarc)
    lines += records(f"_mta-sts.{domain}", "mta_sts", settings.mta_sts)
    lines += records(f"_smtp._tls.{domain}", "tls_rpt", settings.tls_rpt)
    lines += [record(f"{name}.{domain}", "SRV", value) for name, value in client_hosts.srv_records(settings.clients)]
    if settings.own_clients != "none":
        for name in ("imap", "mail"):
            lines += address_records(f"{name}.{domain}", addresses.company(company.index))
    if settings.clients == "by-file":
        lines += address_records(f"autoconfig.{domain}", hosts.policy_server(company))
    lines += records(f"default._bimi.{domain}", "bimi", settings.bimi)
    if settings.spf == "old-type":
        lines += [record(domain, "SPF", f'"{text}"') for text in texts["spf"]["old-type"]]
    lines += [record(domain, "CAA", value) for value in texts["caa"][settings.caa]]
    if settings.mta_sts != "none" and settings.mta_sts_policy != "no-address":
        lines += address_records(f"mta-sts.{domain}", hosts.policy_server(company))
    return lines


def _dkim(company: Company, store: CertificateStore) -> list[str]:
    word = company.settings.dkim
    if company.settings.wildcards == "key":
        return text_records(f"*._domainkey.{company.domain}", [store.dkim("good")])
    if word == "none":
        return []
    selector = "k4711-of-nobody" if word == "hinted" else "default"
    return text_records(f"{selector}._domainkey.{company.domain}", [store.dkim(word)])
