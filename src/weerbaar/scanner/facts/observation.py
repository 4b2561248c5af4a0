"""One thing looked at: seen, or not seen and why.

Not looked is not the same as not there. `Observed` with an empty value says *looked, and there is nothing*;
`Unobserved` says *we do not know*. The two are different types, so that every check must say what it does with both.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Reason(StrEnum):
    """Why something could not be observed: a closed list, explained to people in `advice/reasons.*.toml`."""

    # the network
    TIMEOUT = "timeout"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    RESET = "reset"
    NO_IPV6_HERE = "no-ipv6-here"
    # names
    DNS_TIMEOUT = "dns-timeout"
    DNS_FAILURE = "dns-failure"
    DNS_BOGUS = "dns-bogus"
    NOT_VALIDATING = "not-validating"
    NO_ADDRESS = "no-address"
    # the other side speaks, but not what was agreed
    TLS_FAILED = "tls-failed"
    PROTOCOL_ERROR = "protocol-error"
    TOO_LARGE = "too-large"
    NOT_OFFERED = "not-offered"
    BUSY = "busy"
    TURNED_AWAY = "turned-away"
    # our own rules
    ADDRESS_NOT_ALLOWED = "address-not-allowed"
    BUDGET_SPENT = "budget-spent"
    TIME_LIMIT = "time-limit"
    NOT_LOOKED = "not-looked"
    NOT_AUTHORISED = "not-authorised"
    NOT_KNOWN = "not-known"
    OPTED_OUT = "opted-out"
    # the device that we run on
    NO_SUCH_TOOL = "no-such-tool"
    NOT_PERMITTED = "not-permitted"
    TOOL_FAILED = "tool-failed"
    # our own faults
    BUG_IN_PROBE = "bug-in-probe"
    BUG_IN_CHECK = "bug-in-check"


@dataclass(frozen=True, slots=True)
class Observed(Generic[T]):
    """`value` as seen at the moment `at` (with its zone); `source` names what was asked, for the record.

    A source reads like `DNS TXT _dmarc.example.nl`, `GET https://example.nl/` or `SMTP mx.example.nl [192.0.2.1]:25`.
    """

    value: T
    at: datetime
    source: str = ""


@dataclass(frozen=True, slots=True)
class Unobserved:
    """Not seen. `source` names what was asked, `detail` is technical text for the record, never for judgement."""

    reason: Reason
    source: str = ""
    detail: str = ""


Observation = Observed[T] | Unobserved
