"""What the domain name system says about the domain."""

from dataclasses import dataclass
from enum import StrEnum

from weerbaar.scanner.facts.fact import Fact
from weerbaar.scanner.facts.observation import Observation


class AnswerKind(StrEnum):
    """RECORDS: there are records. NO_DATA: the name exists, this type does not. NO_NAME: NXDOMAIN."""

    RECORDS = "records"
    NO_DATA = "no-data"
    NO_NAME = "no-name"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answered question.

    `name` is what was asked, `owner` where the records stand after CNAMEs; both lower case, without final dot.
    `records` are in presentation format (RFC 1035, section 5.1), host names without final dot; for TXT the
    character-strings of one record are joined without space (RFC 7208, section 3.3) and bytes outside printable
    ASCII are written as `\\xNN`. `secure` is the AD flag of a resolver that was proven to validate, None if it was not.
    """

    name: str
    rdtype: str
    kind: AnswerKind
    records: tuple[str, ...] = ()
    owner: str = ""
    secure: bool | None = None

    @property
    def says_no_such_name(self) -> bool:
        """NXDOMAIN of the asked name itself; a name that is an alias exists, also when it leads to one that does not."""
        return self.kind is AnswerKind.NO_NAME and self.owner in ("", self.name)


class Validation(StrEnum):
    """The DNSSEC status of RFC 4035, section 4.3, as a proven resolver reports it."""

    SECURE = "secure"
    INSECURE = "insecure"
    BOGUS = "bogus"


@dataclass(frozen=True, slots=True)
class HostAddresses:
    """The addresses of one host, as text, in the order of the answer; an empty tuple means none are published."""

    host: str
    ipv4: Observation[tuple[str, ...]]
    ipv6: Observation[tuple[str, ...]]


# The domain's own SOA. NO_NAME: the domain does not exist.
ZONE: Fact[Answer] = Fact("dns.zone", Answer)
NAME_SERVERS: Fact[tuple[HostAddresses, ...]] = Fact("dns.name-servers", tuple[HostAddresses, ...])
DS: Fact[Answer] = Fact("dns.ds", Answer)
DNSKEY: Fact[Answer] = Fact("dns.dnskey", Answer)
# Only observed by a resolver that was proven to validate.
VALIDATION: Fact[Validation] = Fact("dns.validation", Validation)
# The climb of RFC 8659, section 3: the domain first, then its parents, until records were found.
CAA: Fact[tuple[Answer, ...]] = Fact("dns.caa", tuple[Answer, ...])
