"""The servers that mail programs of companies are sent to, by what is wrong with them, and how they are announced."""

from typing import NamedTuple

from lab import addresses
from lab.addresses import Pair

ZONE = "mailhost.nl"
# Name of the record, port, and whether TLS begins with the first byte (RFC 6186, RFC 8314).
_RECORDS = {
    "imaps": ("_imaps._tcp", 993),
    "imap": ("_imap._tcp", 143),
    "pop3s": ("_pop3s._tcp", 995),
    "pop3": ("_pop3._tcp", 110),
    "submissions": ("_submissions._tcp", 465),
    "submission": ("_submission._tcp", 587),
}
# Which of these a company with this word for `clients` publishes.
_ANNOUNCED: dict[str, tuple[str, ...]] = {
    "good": tuple(_RECORDS),
    "plain": ("imap",),
    "broken": ("imaps",),
    "expired": ("imaps", "submissions"),
    "old": ("submission",),
    "refusing": ("pop3s",),
}
WORDS = ("none", *_ANNOUNCED, "by-file")
# What runs at the company's own address under the usual names, without being announced.
OWN_WORDS = ("none", "good", "plain", "broken", "expired", "old")


class ClientHost(NamedTuple):
    """One server. `word` is what is wrong with it, `certificate` a word of certificates.py."""

    word: str
    addresses: Pair
    certificate: str = "good"

    @property
    def host(self) -> str:
        """Its full name."""
        return f"clients-{self.word}.{ZONE}"


HOSTS = {
    word: ClientHost(word, addresses.odd(4, number), "expired" if word == "expired" else "good")
    for number, word in enumerate(_ANNOUNCED, 1)
}


def srv_records(word: str) -> list[tuple[str, str]]:
    """Name below the domain and value of each SRV record (RFC 2782)."""
    found = (_RECORDS[service] for service in _ANNOUNCED.get(word, ()))
    return [(name, f"0 1 {port} {HOSTS[word].host}.") for name, port in found]


def file() -> str:
    """The configuration file of a company that announces its servers by one."""
    host = HOSTS["good"].host
    servers = (("incomingServer", "imap", 993, "SSL"), ("outgoingServer", "smtp", 587, "STARTTLS"))
    inner = "".join(
        f'<{kind} type="{protocol}"><hostname>{host}</hostname><port>{port}</port>'
        f"<socketType>{security}</socketType></{kind}>"
        for kind, protocol, port, security in servers
    )
    return f'<?xml version="1.0"?><clientConfig version="1.1"><emailProvider id="lab">{inner}</emailProvider></clientConfig>'
