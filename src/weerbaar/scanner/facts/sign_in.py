"""Pages on which the makers of a website sign in: looked for only where the owner agreed."""

from dataclasses import dataclass

from weerbaar.scanner.facts.fact import Fact
from weerbaar.scanner.facts.observation import Observation


@dataclass(frozen=True, slots=True)
class SignInPage:
    """One place where such a page may be. `product` is what it belongs to, empty for a place that many products use.

    `asks_password` tells whether what came back asks for one; `status` and `url` are of the last answer.
    """

    product: str
    path: str
    url: str
    status: int
    asks_password: bool


@dataclass(frozen=True, slots=True)
class SignInPages:
    """`asks_everywhere` is True when a place that cannot exist asks for a password too: then nothing can be told."""

    host: str
    asks_everywhere: bool
    pages: tuple[Observation[SignInPage], ...]


# None: the domain has no website, or the agreement does not speak of it.
SIGN_IN_PAGES: Fact[SignInPages | None] = Fact("sign_in.pages", SignInPages | None)
