"""What can be refused around an audit. Values only; pages make the sentences.

PortalError
├── NoSuchDossier        there is none, or it is not this person's to see
├── NoSuchRemark
├── NoSuchCertifierLink  the link opens nothing; carries why, and since when
├── DossierRefused       with why
├── AuditRefused         with why
└── CertificateRefused   with why
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from weerbaar.portal.core.errors import PortalError


class NoSuchDossier(PortalError):
    """There is none, or it is not this person's to see."""


class NoSuchRemark(PortalError):
    """There is none in this audit."""


class LinkFault(StrEnum):
    """Why a certifier's link opens nothing."""

    UNKNOWN = "unknown"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    LOCKED = "locked"
    PASSWORD = "password"  # noqa: S105 (a word, not a password)


@dataclass(eq=False)
class NoSuchCertifierLink(PortalError):
    """`since` says when it expired, was withdrawn or locked."""

    fault: LinkFault
    since: datetime | None = None


class DossierFault(StrEnum):
    """Why no file or link is made."""

    NO_KEY = "no-key"
    TOO_LARGE = "too-large"
    NO_BODY = "no-body"
    NO_ADDRESS = "no-address"
    SHORT_PASSWORD = "short-password"  # noqa: S105 (a word, not a password)
    TOO_LONG_OPEN = "too-long-open"
    TOO_MANY_OPEN = "too-many-open"


@dataclass(eq=False)
class DossierRefused(PortalError):
    """`fault` says why."""

    fault: DossierFault


class AuditFault(StrEnum):
    """Why something said in an audit is not taken."""

    NO_TEXT = "no-text"
    NO_OUTCOME = "no-outcome"
    CONCLUDED = "concluded"
    MAJOR_OPEN = "major-open"
    NOT_NOW = "not-now"
    TOO_MANY = "too-many"


@dataclass(eq=False)
class AuditRefused(PortalError):
    """`fault` says why."""

    fault: AuditFault


class CertificateFault(StrEnum):
    """Why a certificate is not kept."""

    NO_NUMBER = "no-number"
    NUMBER_TAKEN = "number-taken"
    UNKNOWN_LEVEL = "unknown-level"
    DAYS = "days"
    NOT_POSITIVE = "not-positive"
    NO_REASON = "no-reason"


@dataclass(eq=False)
class CertificateRefused(PortalError):
    """`fault` says why."""

    fault: CertificateFault
