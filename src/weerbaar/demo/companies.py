"""The table of demonstration companies, read and refused when a word in it means nothing."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from importlib.resources import files
from typing import Any

# Name servers, certificates and reports of all companies are run by one fictional supplier.
SUPPLIER = "netkrachtit.example"
_CHOICES = {
    "dnssec": ("signed", "unsigned", "bogus"),
    "mail": ("modern", "plain", "none"),
    "dkim": ("strong", "weak", "none"),
    "mta_sts": ("enforce", "testing", "none"),
    "https": ("modern", "old", "none"),
    "plain_http": ("redirect", "site"),
}


class InvalidTable(ValueError):
    """`companies.toml` says something that the demonstration cannot do."""


@dataclass(frozen=True)
class Setup:
    """How one company is set up; the words are explained in `companies.toml`, under `defaults`."""

    dnssec: str
    name_servers: tuple[str, ...]
    ipv6: bool
    caa: str
    mail: str
    dane: bool
    spf: str
    dmarc: str
    dkim: str
    mta_sts: str
    tls_rpt: str
    https: str
    certificate_days: int
    plain_http: str
    security_txt_days: int
    headers: Mapping[str, str]

    def __post_init__(self) -> None:
        for key, words in _CHOICES.items():
            if getattr(self, key) not in words:
                raise InvalidTable(f"{key}: {getattr(self, key)!r} is none of {', '.join(words)}")


@dataclass(frozen=True)
class Company:
    """One fictional company. `number` counts from 1 and gives its addresses; `expect` holds the findings that fail.

    `undetermined` and `spared` are check ids or patterns of them: the checks without an answer, and the exceptions.
    """

    number: int
    domain: str
    name: str
    nl: str
    en: str
    setup: Setup
    expect: frozenset[str]
    undetermined: frozenset[str] = field(default_factory=frozenset)
    spared: frozenset[str] = field(default_factory=frozenset)

    @property
    def www(self) -> str:
        """The host of the website."""
        return f"www.{self.domain}"

    @property
    def mail_host(self) -> str:
        """The host of the mail server, whether there is one or not."""
        return f"mail.{self.domain}"

    @property
    def mta_sts_host(self) -> str:
        """Where the mail policy is served (RFC 8461, section 3.3)."""
        return f"mta-sts.{self.domain}"

    def text(self, setting: str) -> str:
        """A text of the setup, with the company's names filled in."""
        value: str = getattr(self.setup, setting)
        return value.replace("{domain}", self.domain).replace("{mail}", self.mail_host)


@lru_cache(maxsize=1)
def companies() -> tuple[Company, ...]:
    """All companies of the table, in its order.

    Raises:
        InvalidTable: the table cannot be used.
    """
    return parse_companies((files("weerbaar.demo") / "companies.toml").read_text("utf-8"))


def parse_companies(text: str) -> tuple[Company, ...]:
    """The companies in a text such as `companies.toml`."""
    table = tomllib.loads(text)
    rows = enumerate(table["company"], start=1)
    return tuple(_company(number, row, table) for number, row in rows)


def _company(number: int, row: Mapping[str, Any], table: Mapping[str, Any]) -> Company:
    domain = str(row["domain"])
    if not domain.endswith(".example"):
        raise InvalidTable(f"{domain} is not below .example")
    try:
        setup = _setup(table["defaults"], row.get("set", {}))
    except InvalidTable as error:
        raise InvalidTable(f"{domain}: {error}") from error
    return Company(
        number,
        domain,
        str(row["name"]),
        str(row["nl"]),
        str(row["en"]),
        setup,
        frozenset(row["expect"]),
        frozenset((*table.get("undetermined", ()), *row.get("undetermined", ()))),
        frozenset(row.get("except", ())),
    )


def _setup(defaults: Mapping[str, Any], changes: Mapping[str, Any]) -> Setup:
    unknown = changes.keys() - {item.name for item in fields(Setup)}
    if unknown:
        raise InvalidTable(f"no setting {', '.join(sorted(unknown))}")
    values = {**defaults, **changes}
    values["headers"] = {**defaults["headers"], **changes.get("headers", {})}
    values["name_servers"] = tuple(values["name_servers"])
    return Setup(**values)
