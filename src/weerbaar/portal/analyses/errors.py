"""What can be refused here. Values only; pages make the sentences.

PortalError
├── NoSuchEdition      there is none in this area
├── AnalysisIsFixed    it was adopted: nothing of it changes any more
└── AnalysisRefused    it cannot be made or written like this; carries why
"""

from dataclasses import dataclass
from enum import StrEnum

from weerbaar.portal.core.errors import PortalError


class NoSuchEdition(PortalError):
    """There is none."""


class AnalysisIsFixed(PortalError):
    """It was adopted."""


class AnalysisFault(StrEnum):
    """Why an analysis is refused."""

    NO_PERIOD = "no-period"
    DRAFT_WAITS = "draft-waits"
    UNKNOWN_ASPECT = "unknown-aspect"
    TOO_LONG = "too-long"
    TELLS_WHO = "tells-who"
    OTHER_TEXT = "other-text"


@dataclass(eq=False)
class AnalysisRefused(PortalError):
    """`fault` says why."""

    fault: AnalysisFault
