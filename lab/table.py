"""Reads the table of archetypes, and refuses what it does not understand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from lab import client_hosts

LAB = Path(__file__).parent
DNSSEC = (
    *("nsec3", "nsec", "nsec3-200", "rsasha1", "unsigned", "island", "ending", "sha1-ds"),
    *("expired", "wrong-ds", "no-rrsig", "bad-sig"),
)
CHOICES: dict[str, tuple[str, ...]] = {
    "dnssec": DNSSEC,
    "name_servers": (
        *("normal", "single", "one-ipv6", "no-ipv6", "near", "one-as", "no-roa", "hijacked", "global", "dead-ipv6"),
        *(
            "silent",
            "lame",
            "newer",
            "open",
            "no-tcp",
            "given-away",
            "other-parent",
            "wrong-glue",
            "servfail",
            "rebind",
        ),
    ),
    "hosts": (
        *("normal", "www-alias", "no-www", "no-apex", "www-no-https", "no-ipv6", "dead-ipv6"),
        *("half-ipv6", "other-ipv6", "no-roa", "hijacked"),
        *("global", "private", "mapped", "nat64", "mixed"),
    ),
    "tls": ("modern", "tls10", "tls12", "tls13", "lax", "early-data", "http1", "legacy", "no-https"),
    "certificate": (
        *("good", "expired", "soon", "not-yet", "wronghost"),
        *("selfsigned", "incomplete", "unknownca", "known-issuer", "sha1", "rsa1024"),
        *("with-root", "disordered", "stray", "weak-issuer", "unlogged", "one-log"),
        *("stapled", "unstapled", "old-staple", "must-staple", "revoked"),
    ),
    "plain_http": ("redirect", "closed", "plain", "via-http", "offsite", "loop", "private", "link-local", "chain"),
    "preload": ("absent", "listed"),
    "versions": ("hidden", "shown"),
    "security_txt": ("good", "none", "expired", "no-contact", "html", "malformed"),
    "fault": (
        "none",
        "slow",
        "drip",
        "reset",
        "infinite",
        "bomb",
        "big-headers",
        "tls-hang",
        "tls-garbage",
        "renegotiating",
    ),
    "dkim": ("good", "hinted", "none", "rsa1024", "revoked", "malformed"),
    "mta_sts_policy": (
        *("enforce", "testing", "none-mode", "mx-mismatch", "absent"),
        *("redirect", "bad-certificate", "no-address", "malformed"),
    ),
    "clients": client_hosts.WORDS,
    "own_clients": client_hosts.OWN_WORDS,
    "wildcards": ("none", "mail", "key"),
    "content": ("full", "empty"),
    "soa": ("good", "odd"),
    "alias": ("none", "dead", "claimable"),
    "web_dane": ("none", "good", "other"),
    "lookalikes": ("none", "own", "parked", "mail"),
    "registration": ("good", "soon", "expired"),
    "sign_in": ("none", "locked", "open", "database"),
    "service": (
        *("none", "router", "nas", "hypervisor"),
        *("ssh", "ssh-kept", "ssh-old", "ssh-old-debian", "rdp", "smb", "ftp", "telnet", "vnc"),
        *("mysql", "postgresql", "mssql", "redis", "mongodb", "elasticsearch", "memcached", "mqtt", "silent"),
    ),
}
# Properties whose words are explained in variants.yaml.
_TEXTS = ("headers", "spf", "dmarc", "mta_sts", "tls_rpt", "bimi", "caa", "page")


class TableError(ValueError):
    """A row says something that the lab cannot make."""


@dataclass(frozen=True)
class Settings:
    """Every property of a company, by the words of the table."""

    dnssec: str
    name_servers: str
    hosts: str
    tls: str
    certificate: str
    plain_http: str
    headers: str
    preload: str
    versions: str
    page: str
    sign_in: str
    security_txt: str
    fault: str
    mail: str
    spf: str
    dmarc: str
    dkim: str
    mta_sts: str
    mta_sts_policy: str
    tls_rpt: str
    bimi: str
    clients: str
    own_clients: str
    wildcards: str
    caa: str
    content: str
    soa: str
    alias: str
    web_dane: str
    lookalikes: str
    registration: str
    service: str


@dataclass(frozen=True)
class Archetype:
    """One row: what is wrong, what is set, and what must follow from it."""

    id: str
    wrong: str
    settings: Settings
    expect: tuple[str, ...]
    undetermined: tuple[str, ...]
    excepted: tuple[str, ...]


@dataclass(frozen=True)
class Company:
    """One domain of the lab; `index` counts from 0 over all companies."""

    index: int
    domain: str
    archetype: Archetype

    @property
    def settings(self) -> Settings:
        """The properties of its archetype."""
        return self.archetype.settings

    @property
    def mail_hosts(self) -> tuple[str, ...]:
        """The short names of its mail hosts, best first; empty for a null MX and for none."""
        words = self.settings.mail.split()
        return () if words in (["null"], ["none"]) else tuple(words)

    @property
    def resolves(self) -> bool:
        """Whether its names have answers that stay the same."""
        bogus = self.settings.dnssec in ("expired", "wrong-ds", "no-rrsig", "bad-sig")
        return not bogus and self.settings.name_servers not in ("servfail", "rebind")


@dataclass(frozen=True)
class MailHost:
    """One mail host of variants.yaml, where the words are explained."""

    name: str
    zone: str = "mailhost.nl"
    server: str = "postfix"
    certificate: str | None = "good"
    tls: str = "modern"
    ipv6: str = "yes"
    tlsa: tuple[str, ...] = ()
    addresses: str = "lab"
    number: int = 0

    @property
    def host(self) -> str:
        """Its full name."""
        return f"{self.name}.{self.zone}"


@dataclass(frozen=True)
class Variants:
    """The texts behind the words: records by property and variant, headers by variant, mail hosts by short name."""

    texts: Mapping[str, Mapping[str, tuple[str, ...]]]
    headers: Mapping[str, Mapping[str, str]]
    mail_hosts: Mapping[str, MailHost]


@lru_cache(maxsize=1)
def variants() -> Variants:
    """What variants.yaml says."""
    raw = _load("variants.yaml")
    good = raw["headers"]["good"]
    return Variants(
        texts={key: {word: tuple(texts) for word, texts in raw[key].items()} for key in _TEXTS if key != "headers"},
        headers={word: _changed(good, change) for word, change in raw["headers"].items()},
        mail_hosts={
            name: _mail_host(name, number, entry) for number, (name, entry) in enumerate(raw["mail_hosts"].items(), 1)
        },
    )


@lru_cache(maxsize=1)
def archetypes() -> tuple[Archetype, ...]:
    """All rows, in the order of the table.

    Raises:
        TableError: a row is not understood; the error names it.
    """
    raw = _load("archetypes.yaml")
    defaults = Settings(**raw["defaults"])
    rows = tuple(_archetype(row, defaults) for row in raw["archetypes"])
    ids = [row.id for row in rows]
    for twice in {name for name in ids if ids.count(name) > 1}:
        raise TableError(f"{twice}: stands in the table twice")
    return rows


def companies(count: int | None = None) -> Iterator[Company]:
    """The first `count` companies; None means one of each archetype."""
    rows = archetypes()
    for index in range(len(rows) if count is None else count):
        row = rows[index % len(rows)]
        yield Company(index, f"{row.id}-{index // len(rows) + 1:04d}.nl", row)


def _load(name: str) -> Any:
    return yaml.safe_load((LAB / name).read_text(encoding="utf-8"))


def _changed(good: Mapping[str, str], change: Mapping[str, str | None]) -> dict[str, str]:
    merged = {**good, **change}
    return {name: value for name, value in merged.items() if value is not None}


def _mail_host(name: str, number: int, entry: Mapping[str, Any]) -> MailHost:
    tlsa = tuple(entry.get("tlsa", ()))
    return replace(MailHost(name, number=number), **{**entry, "tlsa": tlsa})


def _archetype(row: Mapping[str, Any], defaults: Settings) -> Archetype:
    unknown = set(row) - {"id", "wrong", "set", "expect", "undetermined", "except"}
    if unknown or not {"id", "wrong", "set", "expect"} <= set(row):
        raise TableError(f"{row.get('id')}: unknown or missing keys {sorted(unknown)}")
    names = {field.name for field in fields(Settings)}
    for name in set(row["set"]) - names:
        raise TableError(f"{row['id']}: there is no property {name!r}")
    settings = replace(defaults, **row["set"])
    for name in sorted(names):
        _refuse_unknown_word(row["id"], name, getattr(settings, name))
    return Archetype(
        row["id"],
        row["wrong"],
        settings,
        tuple(row["expect"]),
        tuple(row.get("undetermined", ())),
        tuple(row.get("except", ())),
    )


def _refuse_unknown_word(row: str, name: str, word: str) -> None:
    if name == "mail":
        known = {"null", "none", *variants().mail_hosts}
        bad = [part for part in word.split() if part not in known]
    elif name in _TEXTS:
        known = set(variants().headers if name == "headers" else variants().texts[name])
        bad = [word] if word not in known else []
    else:
        bad = [word] if word not in CHOICES[name] else []
    if bad:
        raise TableError(f"{row}: {name} cannot be {' '.join(bad)!r}")
