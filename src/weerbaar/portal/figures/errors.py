"""What can be refused here. Values only; pages make the sentences.

PortalError
├── NoSuchImport      there is none in this area that can be taken in or out
├── CodesRefused      a list of neighbourhoods that cannot be; carries why, and which code
└── ImportRefused     a file that was read cannot be taken in like this; carries why
"""

from dataclasses import dataclass
from enum import StrEnum

from weerbaar.portal.core.errors import PortalError


class NoSuchImport(PortalError):
    """There is none."""


class CodeFault(StrEnum):
    """Why a list of neighbourhoods is refused. WITHIN_ANOTHER: its figures would be counted twice."""

    NO_CODE = "no-code"
    WITHIN_ANOTHER = "within-another"
    TOO_MANY = "too-many"


@dataclass(eq=False)
class CodesRefused(PortalError):
    """`code` is the one that is meant, or empty."""

    fault: CodeFault
    code: str = ""


class ImportFault(StrEnum):
    """Why figures are not taken in. SAME_FILE: they are there already. REPLACES: they replace others, and nobody said yes."""

    SAME_FILE = "same-file"
    REPLACES = "replaces"


@dataclass(eq=False)
class ImportRefused(PortalError):
    """`fault` says why."""

    fault: ImportFault
