"""What is asked of a scan."""

from dataclasses import dataclass
from datetime import datetime

from weerbaar.scanner.vocabulary.authorisation import ScanAuthorisation
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

DEFAULT_TIMEOUT_S = 30.0


@dataclass(frozen=True, slots=True)
class ScanRequest:
    """`timeout_s` is the limit for the whole domain; what was not seen by then is `Unobserved(TIME_LIMIT)`.

    `intrusiveness` is how far to go at most. Beyond PASSIVE it needs an `authorisation` that covers the target now;
    `authorised` makes such a request.
    """

    target: DomainName
    timeout_s: float = DEFAULT_TIMEOUT_S
    intrusiveness: Intrusiveness = Intrusiveness.PASSIVE
    authorisation: ScanAuthorisation | None = None

    @classmethod
    def authorised(
        cls, target: DomainName, authorisation: ScanAuthorisation, at: datetime, timeout_s: float = DEFAULT_TIMEOUT_S
    ) -> "ScanRequest":
        """A request that goes as far as the agreement grants for this target at this moment."""
        return cls(target, timeout_s, authorisation.grants(target, at), authorisation)
