"""The order of a day: by fit, and between equal fits by a draw that anybody can do again.

The draw of one provider is SHA-256 over the text `seed|provider|scope`: the seed of the day as 64 lowercase hexadecimal
digits, the provider's id, and what was asked for. The lowest draw comes first. SHA-256 of the seed itself is shown the day
before; the seed from the day after. So nobody can guess the order, and nobody can choose it afterwards.

Nothing but the standard library is used here, so that `weerbaar order` runs without the portal's own packages.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence

SEED = re.compile(r"[0-9a-f]{64}")


def draw(seed: str, provider: str, scope: str) -> str:
    """What a provider draws for this scope on the day of this seed, in hexadecimal."""
    return hashlib.sha256(f"{seed}|{provider}|{scope}".encode()).hexdigest()


def in_order(fits: Mapping[str, int], seed: str, scope: str) -> Sequence[str]:
    """The providers, the best fit first; between equal fits by what they draw."""
    return sorted(fits, key=lambda provider: (-fits[provider], draw(seed, provider, scope)))


def promise(seed: str) -> str:
    """What is shown of a seed before it is: its own SHA-256."""
    return hashlib.sha256(seed.encode()).hexdigest()
