"""What is asked of a scan."""

from dataclasses import dataclass

from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

DEFAULT_TIMEOUT_S = 30.0


@dataclass(frozen=True, slots=True)
class ScanRequest:
    """`timeout_s` is the limit for the whole domain; what was not seen by then is `Unobserved(TIME_LIMIT)`."""

    target: DomainName
    timeout_s: float = DEFAULT_TIMEOUT_S
    intrusiveness: Intrusiveness = Intrusiveness.PASSIVE
