"""What one scan has asked of the world so far."""

from dataclasses import dataclass


@dataclass(slots=True)
class Usage:
    """`connections` opened (TCP) and DNS `queries` sent for one target."""

    connections: int = 0
    queries: int = 0
