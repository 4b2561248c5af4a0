"""The exceptions of the scanner: misuse by the caller, never trouble of the world.

    ScannerError
    ├── InvalidDomainName      the text is not a domain name that can be scanned
    ├── NotAuthorised          more intrusive looking was asked than was granted
    ├── IncompleteCheck        a check folder lacks a part
    ├── InvalidPolicy          a scoring policy names something that does not exist
    ├── InvalidFactSheet       a stored fact sheet cannot be read
    ├── InvalidAuthorisation   a recorded agreement cannot be read
    ├── OutOfOrder             measurements are not in the order of time
    ├── InvalidOptOut          a list of who is not to be measured cannot be read
    ├── InvalidReferenceData   a table of the outside world cannot be read
    ├── InvalidDeviceReport    a report about a device cannot be read
    └── InvalidSettings        a setting of the scanner cannot be used

Trouble of the world (a time-out, a refusal, a broken record) is a value: `Unobserved` or `Malformed`.
Each error carries values; sentences for people are made at the doors. They are not frozen,
since contextlib sets `__traceback__` on what passes through it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness


class ScannerError(Exception):
    """The root of all errors that this library raises on purpose."""


class NameFault(StrEnum):
    """Why a text is not a domain name that can be scanned."""

    EMPTY = "empty"
    IS_ADDRESS = "is-address"
    IS_URL = "is-url"
    IS_EMAIL = "is-email"
    NO_DOT = "no-dot"
    TOO_LONG = "too-long"
    LABEL_TOO_LONG = "label-too-long"
    EMPTY_LABEL = "empty-label"
    BAD_CHARACTER = "bad-character"
    PUBLIC_SUFFIX = "public-suffix"


@dataclass(eq=False)
class InvalidDomainName(ScannerError):
    """`suggestion` is a name that was probably meant, or the empty string."""

    text: str
    fault: NameFault
    suggestion: str = ""


@dataclass(eq=False)
class NotAuthorised(ScannerError):
    """A fact needs more intrusive looking than the request grants."""

    target: str
    wanted: Intrusiveness
    granted: Intrusiveness


@dataclass(eq=False)
class IncompleteCheck(ScannerError):
    """`place` is the check's folder, such as `mail/dmarc_policy`; `missing` says what it lacks."""

    place: str
    missing: str

    def __str__(self) -> str:
        return f"{self.place}: {self.missing}"


@dataclass(eq=False)
class InvalidPolicy(ScannerError):
    """`policy` is the file's name; `fault` says what is wrong with it."""

    policy: str
    fault: str

    def __str__(self) -> str:
        return f"{self.policy}: {self.fault}"


@dataclass(eq=False)
class InvalidFactSheet(ScannerError):
    """`where` is the path inside the document at which reading stopped."""

    where: str
    fault: str

    def __str__(self) -> str:
        return f"{self.where}: {self.fault}"


class AuthorisationFault(StrEnum):
    """Why a part of a recorded agreement cannot be read."""

    NOT_TOML = "not-toml"
    UNKNOWN_KEY = "unknown-key"
    NO_TEXT = "no-text"
    NO_LIST = "no-list"
    NOT_A_NAME = "not-a-name"
    NOT_A_NETWORK = "not-a-network"
    TOO_LARGE = "too-large"
    NOT_A_LEVEL = "not-a-level"
    NOT_A_MOMENT = "not-a-moment"
    NO_ZONE = "no-zone"


@dataclass(eq=False)
class InvalidAuthorisation(ScannerError):
    """`part` is the key of the document that is odd, `item` the text in it, `line` where it stands, counted from 1."""

    part: str
    fault: AuthorisationFault
    item: str = ""
    line: int = 1

    def __str__(self) -> str:
        return f"line {self.line}, {self.part}: {self.fault} {self.item}".rstrip()


@dataclass(eq=False)
class OutOfOrder(ScannerError):
    """The measurement of `at` came after that of `before`, and is not later."""

    before: datetime
    at: datetime


@dataclass(eq=False)
class InvalidOptOut(ScannerError):
    """`line` counts from 1; `text` is what stands there."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.text}"


@dataclass(eq=False)
class InvalidReferenceData(ScannerError):
    """`file` is where reading stopped, at `line` counted from 1; `fault` says why."""

    file: str
    line: int
    fault: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.fault}"


@dataclass(eq=False)
class InvalidDeviceReport(ScannerError):
    """`where` is the path inside the document, `$` for the whole; `fault` says what is wrong there in plain English."""

    where: str
    fault: str

    def __str__(self) -> str:
        return f"{self.where}: {self.fault}"


@dataclass(eq=False)
class InvalidSettings(ScannerError):
    """`setting` is its name, `value` what was given, `fault` a word of a closed list.

    Faults: `not-an-address`, `not-a-network`, `not-a-certificate-file`, `not-a-file`, `not-a-number`, `not-a-word`,
    `not-an-opt-out`.
    """

    setting: str
    value: str
    fault: str
