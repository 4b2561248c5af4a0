"""The zones of companies."""

from dataclasses import dataclass

from lab import hosts
from lab.certificates import CertificateStore
from lab.signer import ZoneKey
from lab.table import Company, variants
from lab.zone_text import address_records, opening, record, text_records

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
    lines = opening(company.domain, servers)
    if settings.content == "full":
        lines += [*_web_records(company), *_mail_records(company), *_policy_records(company), *_dkim(company, store)]
    ds = "" if settings.dnssec in ("unsigned", "island") else key.ds(f"{company.domain}.")
    if settings.dnssec == "wrong-ds":
        ds = keys.other.ds(f"{company.domain}.")
    return Zone(company.domain, "".join(lines), key, settings.dnssec, servers, ds)


def _web_records(company: Company) -> list[str]:
    site = hosts.site(company)
    www = f"www.{company.domain}"
    if site.alias:
        return [*address_records(company.domain, site.apex), record(www, "CNAME", f"{company.domain}.")]
    return [*address_records(company.domain, site.apex), *address_records(www, site.www)]


def _mail_records(company: Company) -> list[str]:
    if company.settings.mail == "null":
        return [record(company.domain, "MX", "0 .")]
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
    lines += [record(domain, "CAA", value) for value in texts["caa"][settings.caa]]
    if settings.mta_sts != "none" and settings.mta_sts_policy != "no-address":
        lines += address_records(f"mta-sts.{domain}", hosts.policy_server(company))
    return lines


def _dkim(company: Company, store: CertificateStore) -> list[str]:
    word = company.settings.dkim
    if word == "none":
        return []
    selector = "k4711-of-nobody" if word == "hinted" else "default"
    return text_records(f"{selector}._domainkey.{company.domain}", [store.dkim(word)])
