"""What the registry says about the registration of the domain."""

from dataclasses import dataclass
from datetime import datetime

from weerbaar.scanner.facts.fact import Fact


@dataclass(frozen=True, slots=True)
class Registration:
    """`name` is the registered domain, `registrar` who keeps it for its holder (empty when not told).

    `told_at` is when the registry said so: it may be older than the moment of looking it up.
    """

    name: str
    expires_at: datetime
    told_at: datetime
    registrar: str = ""


REGISTRATION: Fact[Registration] = Fact("registration.domain", Registration)
