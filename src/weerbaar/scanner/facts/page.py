"""What the page of a website refers to. Of its text nothing is kept."""

from dataclasses import dataclass
from enum import StrEnum

from weerbaar.scanner.facts.fact import Fact


class Use(StrEnum):
    """What a browser does with the place that a page refers to.

    INLINE is a host that a script inside the page names: it may be fetched once the script runs.
    """

    SCRIPT = "script"
    STYLE = "style"
    FRAME = "frame"
    OBJECT = "object"
    FONT = "font"
    IMAGE = "image"
    MEDIA = "media"
    FORM = "form"
    HINT = "hint"
    INLINE = "inline"


@dataclass(frozen=True, slots=True)
class Reference:
    """One place that the page refers to. `url` is absolute, without fragment; of the query only a version is kept.

    `integrity` is the attribute as written. `crossorigin` is None without that attribute.
    """

    use: Use
    url: str
    integrity: str = ""
    crossorigin: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What was read of the HTML at `url`. `is_whole` is False when the page was longer than we read.

    `generators` are the texts of `<meta name=generator>`, `policies` those of `<meta http-equiv=Content-Security-Policy>`;
    `marks` are the known texts of `parsers/products.toml` that stand in it; `libraries` are `name version` of scripts that
    stand inside the page and say so.
    """

    url: str
    references: tuple[Reference, ...]
    generators: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    libraries: tuple[str, ...] = ()
    is_whole: bool = True


# One for each place where a visit of a web host over https ended in HTML, on the domain itself.
PAGES: Fact[tuple[Page, ...]] = Fact("page.pages", tuple[Page, ...])
