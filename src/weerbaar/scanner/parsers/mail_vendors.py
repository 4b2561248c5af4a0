"""Which large provider takes a domain's mail, by the names of its mail hosts."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class MailVendor:
    """`hosts` are the ends of the names of its mail hosts; `spf` is the term that names its senders (RFC 7208, section 5.2)."""

    name: str
    hosts: tuple[str, ...]
    spf: str


def vendor_of(mail_host: str) -> MailVendor | None:
    """The provider whose mail host this is (lower case, without final dot), when it is one that we know."""
    return next((one for one in known() if any(f".{mail_host}".endswith(f".{end}") for end in one.hosts)), None)


def vendor_of_all(mail_hosts: Iterable[str]) -> MailVendor | None:
    """The provider whose hosts all of these are; None for no hosts, for others, and for a mixture."""
    found = {vendor_of(host) for host in mail_hosts}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1)
def known() -> tuple[MailVendor, ...]:
    """The providers of the table beside this module."""
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["vendor"]
    return tuple(MailVendor(row["name"], tuple(row["hosts"]), row["spf"]) for row in rows)
