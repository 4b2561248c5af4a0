"""Reads what a page of HTML refers to, in one pass over its tags (HTML Living Standard, section 13.2.5).

Only elements that fetch or send something are read. A scanner of tags in place of a parser of trees: what a page refers
to hardly depends on how its elements nest, and the parser of the standard library takes many times as long.
"""

import html
import re
from collections.abc import Iterable

from weerbaar.scanner.facts.page import Page, Use
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.page_references import References

# What is read of a page, in characters; the rest of a longer one is left.
MOST_CHARACTERS = 256 * 1024
_LONGEST_TEXT = 200
_LONGEST_POLICY = 2000
_MOST_TEXTS = 10

# A comment, or the opening of an element that matters here. No part can match in two ways, so reading takes linear time.
_ELEMENTS = (
    r"<(?:!--|(script|style|noscript|textarea|title|iframe|frame|noembed|noframes|xmp|link|meta|base|embed|object|img|source"
    r"|video|audio|track|input|form|button)(?=[\s/>]))"
)
_OPENING = re.compile(_ELEMENTS)
# Four times as slow, so only for pages that write elements in capitals.
_OPENING_OF_ANY_CASE = re.compile(_ELEMENTS, re.IGNORECASE)
_CAPITALS = re.compile(r"<[a-z]{0,7}[A-Z]")
# Browsers also end a comment by `--!>` (section 13.2.5.51).
_COMMENT_END = re.compile(r"--!?>")
_ATTRIBUTE = re.compile(r"""[\s/]*([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*)|))?""")
# Elements whose content is text to a browser that runs scripts, whatever stands in it.
_RAW_END = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "noscript", "textarea", "title", "iframe", "noembed", "noframes", "xmp")
}
# Types by which a script is run; a consent tool gives others to scripts that have to wait (HTML, section 4.12.1.1).
_RUN = frozenset(
    {"", "module", "text/javascript", "application/javascript", "application/x-javascript", "text/ecmascript"}
)
_INLINE_HOST = re.compile(r"/\\?/([a-zA-Z0-9-]{1,63}(?:\.[a-zA-Z0-9-]{1,63}){1,6})(?=[/\"'\\?:])")
_BANNER = re.compile(
    r"/\*!?[\s*]{0,20}([A-Za-z][\w.-]{1,20}(?: [A-Za-z][\w.-]{0,20}){0,3}?)(?: JavaScript Library)?"
    r" [-@]?\s?v?(\d{1,3}\.\d{1,3}(?:\.\d{1,3})?)(?![\w.])"
)
_STYLE_URL = re.compile(r"""(@import\s{0,5})?(?:url\(\s{0,5})?["']?((?:https?:)?//[^"')\s]{1,500})""", re.IGNORECASE)
_FONTS = (".woff2", ".woff", ".ttf", ".otf", ".eot")
# Relations by which a browser opens a connection (HTML, section 4.6.7). A dns-prefetch only asks a name.
_HINTS = frozenset({"preload", "modulepreload", "prefetch", "preconnect", "manifest"})
_IMAGE_LINKS = frozenset({"icon", "apple-touch-icon", "mask-icon"})
_READ = frozenset(
    {"src", "href", "srcset", "data", "poster", "action", "formaction", "rel", "as", "type", "disabled"}
    | {"integrity", "crossorigin", "name", "content", "http-equiv"}
)
# Where an element names a place, and what for.
_PLACES: dict[str, tuple[tuple[str, Use], ...]] = {
    "iframe": (("src", Use.FRAME),),
    "frame": (("src", Use.FRAME),),
    "embed": (("src", Use.OBJECT),),
    "object": (("data", Use.OBJECT),),
    "video": (("src", Use.MEDIA), ("poster", Use.IMAGE)),
    "audio": (("src", Use.MEDIA),),
    "track": (("src", Use.MEDIA),),
    "form": (("action", Use.FORM),),
    "input": (("formaction", Use.FORM), ("src", Use.IMAGE)),
    "button": (("formaction", Use.FORM),),
}


def parse(text: str, url: str, marks: Iterable[str] = ()) -> Page | Malformed:
    """What the page at `url` refers to, and which of `marks` stand in it."""
    if not text.strip():
        return Malformed("", 0, "empty")
    if "<" not in text and "\0" in text:
        return Malformed(text[:_LONGEST_TEXT], 0, "no-text")
    reader = _Reader(text[:MOST_CHARACTERS], url)
    reader.read()
    found = tuple(mark for mark in marks if mark in reader.text)
    return Page(
        url,
        reader.references.kept(),
        tuple(reader.generators[:_MOST_TEXTS]),
        tuple(reader.policies[:_MOST_TEXTS]),
        found,
        tuple(dict.fromkeys(reader.libraries[:_MOST_TEXTS])),
        len(text) <= MOST_CHARACTERS,
    )


class _Reader:
    """One pass over one page."""

    def __init__(self, text: str, url: str) -> None:
        self.text = text
        self.references = References(url)
        self.generators: list[str] = []
        self.policies: list[str] = []
        self.libraries: list[str] = []

    def read(self) -> None:
        position = 0
        pattern = _OPENING_OF_ANY_CASE if _CAPITALS.search(self.text) else _OPENING
        while (opening := pattern.search(self.text, position)) is not None:
            position = opening.end()
            if opening[1] is None:
                position = self._past_comment(position)
                continue
            name = opening[1].lower()
            attributes, position = self._attributes(position)
            self._take(name, attributes)
            if name in _RAW_END:
                start, position = position, self._raw_end(name, position)
                self._take_content(name, attributes, start, position)

    def _past_comment(self, position: int) -> int:
        if self.text.startswith((">", "->"), position):  # an empty comment ends at once (section 13.2.5.43)
            return position
        end = _COMMENT_END.search(self.text, position)
        return end.end() if end else len(self.text)

    def _raw_end(self, name: str, position: int) -> int:
        end = _RAW_END[name].search(self.text, position)
        return end.start() if end else len(self.text)

    def _attributes(self, position: int) -> tuple[dict[str, str], int]:
        """The attributes of a tag, the first of each name, and where the tag ends; none of one that the page breaks off in."""
        attributes: dict[str, str] = {}
        text, next_attribute = self.text, _ATTRIBUTE.match
        while (match := next_attribute(text, position)) is not None:
            position = match.end()
            name = match[1].lower()
            if name in _READ and name not in attributes:
                value = match[2] or match[3] or match[4] or ""
                attributes[name] = html.unescape(value) if "&" in value else value
        end = text.find(">", position)
        return ({}, len(text)) if end < 0 else (attributes, end + 1)

    def _take(self, name: str, attributes: dict[str, str]) -> None:
        for attribute, use in _PLACES.get(name, ()):
            if attribute in attributes:
                self.references.add(use, attributes[attribute])
        match name:
            case "script" if _is_run(attributes) and "src" in attributes:
                self.references.add_checked(Use.SCRIPT, attributes["src"], attributes)
            case "link":
                self._take_link(attributes)
            case "img" | "source":
                use = Use.MEDIA if name == "source" and "src" in attributes else Use.IMAGE
                self.references.add(use, attributes.get("src") or _first_candidate(attributes.get("srcset", "")))
            case "meta":
                self._take_meta(attributes)
            case "base" if "href" in attributes:
                self.references.rebase(attributes["href"])

    def _take_link(self, attributes: dict[str, str]) -> None:
        relations = set(attributes.get("rel", "").lower().split())
        href = attributes.get("href", "")
        if "stylesheet" in relations and "disabled" not in attributes:
            if "alternate" not in relations:
                self.references.add_checked(Use.STYLE, href, attributes)
        elif relations & _HINTS:
            self.references.add(Use.FONT if attributes.get("as", "").lower() == "font" else Use.HINT, href)
        elif relations & _IMAGE_LINKS:
            self.references.add(Use.IMAGE, href)

    def _take_meta(self, attributes: dict[str, str]) -> None:
        content = attributes.get("content", "").strip()
        if attributes.get("name", "").lower() == "generator" and content:
            self.generators.append(content[:_LONGEST_TEXT])
        elif attributes.get("http-equiv", "").lower() == "content-security-policy":
            self.policies.append(content[:_LONGEST_POLICY])

    def _take_content(self, name: str, attributes: dict[str, str], start: int, end: int) -> None:
        if name == "style":
            for is_import, url in _STYLE_URL.findall(self.text, start, end):
                path = url.partition("?")[0].lower()
                use = Use.STYLE if is_import else Use.FONT if path.endswith(_FONTS) else Use.IMAGE
                self.references.add(use, url)
        elif name == "script" and "src" not in attributes and _is_run(attributes):
            for host in dict.fromkeys(_INLINE_HOST.findall(self.text, start, end)):
                self.references.add(Use.INLINE, f"https://{host.lower()}/")
            self.libraries += [f"{library} {version}" for library, version in _BANNER.findall(self.text, start, end)]


def _is_run(attributes: dict[str, str]) -> bool:
    return attributes.get("type", "").partition(";")[0].strip().lower() in _RUN


def _first_candidate(srcset: str) -> str:
    parts = srcset.split(maxsplit=1)
    return parts[0].rstrip(",") if parts else ""
