"""What one scan has asked of the world so far."""

from dataclasses import dataclass


@dataclass(slots=True)
class Usage:
    """`connections` opened (TCP) and DNS `queries` sent for one target; `census` are the queries about other names."""

    connections: int = 0
    queries: int = 0
    census: int = 0
