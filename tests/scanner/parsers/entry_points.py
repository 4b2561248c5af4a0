"""Every way in which a text of the world enters a parser, found by looking: a new parser is here without being added.

A public function of a parser module that must be given a text, bytes or several texts is an entry point; what else it
must be given is filled in here. One that takes only what a parser has read, or nothing, is none.
"""

import importlib
import inspect
import pkgutil
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import ModuleType

from tests.scanner import certificates
from weerbaar.scanner import parsers
from weerbaar.scanner.parsers import certificate, field_list, isolation, page, products, service_greetings
from weerbaar.scanner.parsers.malformed import Malformed

CORPUS = Path(__file__).parent / "corpus.toml"
# Functions whose text is a word of ours, beside something that was read.
NOT_OF_THE_WORLD = ("csp_sources.governing", "product_versions.support_of", "tlsa.matches_for_web")


@dataclass(frozen=True, slots=True)
class EntryPoint:
    """`call` takes any text; `seeds` are texts that lead deep into the parser, good and bad ones."""

    name: str
    call: Callable[[str], object]
    seeds: tuple[str, ...]


def _lines(text: str) -> list[str]:
    return text.split("\n")


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in _lines(text))]


def _bytes(text: str) -> bytes:
    return text.encode("latin-1", "replace")


@lru_cache(maxsize=1)
def _leaf() -> object:
    return certificate.read(certificates.leaf())


# What can be made of a text, by annotation; and what is filled in beside it.
_OF_TEXT: Mapping[str, Callable[[str], object]] = {
    "str": lambda text: text,
    "bytes": _bytes,
    "Iterable[str]": _lines,
    "Iterable[tuple[str, str]]": _pairs,
}
_BESIDE: Mapping[str, Callable[[], object]] = {
    "str": lambda: "a.example",
    "date": lambda: date(2026, 11, 24),
    "list[dict[str, Any]]": list,
    "bytes | None": lambda: None,
    "Certificate": _leaf,
}


def _recognise_products(text: str) -> object:
    read = page.parse(text, "https://a.example/", products.page_marks())
    return read if isinstance(read, Malformed) else products.recognise(read, dict(_pairs(text)), ())


# Functions whose other arguments decide what they do.
ADAPTED: Mapping[str, Callable[[str], object]] = {
    "field_list.parse": lambda text: field_list.parse(text, "DMARC1"),
    "isolation.parse": lambda text: [
        isolation.parse(header, _lines(text)) for header in (isolation.OPENER, isolation.EMBEDDER, isolation.RESOURCE)
    ],
    "products.recognise": _recognise_products,
    "service_greetings.recognise": lambda text: [
        service_greetings.recognise(protocol, _bytes(text)) for protocol in service_greetings.PROTOCOLS
    ],
}


@lru_cache(maxsize=1)
def entry_points() -> tuple[EntryPoint, ...]:
    """All of them, by name."""
    seeds = tomllib.loads(CORPUS.read_text("utf-8"))
    calls = {name: ADAPTED.get(name) or _filled_in(function) for name, function in _public_functions()}
    return tuple(
        EntryPoint(name, _forgiven(call) if name.startswith("der.") else call, tuple(seeds.get(name, seeds["any"])))
        for name, call in calls.items()
        if call is not None and name not in NOT_OF_THE_WORLD
    )


def unreachable() -> set[str]:
    """Functions that must be given a text, and beside it something that nothing here fills in."""
    reached = {point.name for point in entry_points()}
    return {name for name, function in _public_functions() if _takes_text(function)} - reached - set(NOT_OF_THE_WORLD)


def names() -> set[str]:
    """Every public function of every parser module, entry point or not."""
    return {name for name, _ in _public_functions()}


def _public_functions() -> list[tuple[str, Callable[..., object]]]:
    found = []
    for info in pkgutil.iter_modules(parsers.__path__):
        module = _module(info.name)
        for name, member in vars(module).items():
            function = inspect.unwrap(member) if callable(member) else None
            is_own = inspect.isfunction(function) and function.__module__ == module.__name__
            if is_own and not name.startswith("_"):
                found.append((f"{info.name}.{name}", member))
    return sorted(found, key=lambda pair: pair[0])


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"{parsers.__name__}.{name}")


def _required(function: Callable[..., object]) -> list[str]:
    """The annotations of what must be given."""
    given = inspect.signature(function).parameters.values()
    annotations = (one.annotation for one in given if one.default is inspect.Parameter.empty)
    return [one.__name__ if isinstance(one, type) and "[" not in str(one) else _short(str(one)) for one in annotations]


def _short(annotation: str) -> str:
    return annotation.replace("collections.abc.", "").replace("typing.", "")


def _takes_text(function: Callable[..., object]) -> bool:
    return any(kind in _OF_TEXT for kind in _required(function))


def _filled_in(function: Callable[..., object]) -> Callable[[str], object] | None:
    """The function of one text; None when it takes none, or needs what is not known here."""
    kinds = _required(function)
    texts = [kind for kind in kinds if kind in _OF_TEXT]
    if not texts or not all(kind in _OF_TEXT or kind in _BESIDE for kind in kinds):
        return None
    # Of several texts the first is attacked, and with it all lines and bytes.
    attacked = [kind in _OF_TEXT and (kind != "str" or place == kinds.index("str")) for place, kind in enumerate(kinds)]

    def call(text: str) -> object:
        filled = (_OF_TEXT[kind](text) if hit else _BESIDE[kind]() for kind, hit in zip(kinds, attacked, strict=True))
        result = function(*filled)
        return list(result) if inspect.isgenerator(result) else result  # a generator reads nothing until asked

    return call


def _forgiven(call: Callable[[str], object]) -> Callable[[str], object]:
    """For the functions of `der`, which raise ValueError by contract: `certificate.read` makes that Malformed."""

    def forgiven(text: str) -> object:
        try:
            return call(text)
        except ValueError as error:
            return Malformed(text[:32], 0, str(error))

    return forgiven
