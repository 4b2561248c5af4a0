"""Every way in which a text of the world enters a parser, found by looking: a new parser is here without being added.

A public function of a parser module whose one required argument is a text, bytes or several texts enters by itself.
Others have an adapter here, or stand in `NOT_OF_THE_WORLD`.
"""

import importlib
import inspect
import pkgutil
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from types import ModuleType

from weerbaar.scanner import parsers
from weerbaar.scanner.parsers import (
    cors,
    field_list,
    isolation,
    page,
    prefixes,
    products,
    service_greetings,
    structured_fields,
)
from weerbaar.scanner.parsers.malformed import Malformed

CORPUS = Path(__file__).parent / "corpus.toml"


@dataclass(frozen=True, slots=True)
class EntryPoint:
    """`call` takes any text; `seeds` are texts that lead deep into the parser, good and bad ones."""

    name: str
    call: Callable[[str], object]
    seeds: tuple[str, ...]


# Public functions that no text of the world reaches as it is: they take what a parser has read, or read our own files.
NOT_OF_THE_WORLD = {
    "certificate.name_matches": "takes a certificate that was read",
    "claimable_services.services": "reads our own file",
    "csp_sources.allowing_eval": "takes words of a policy that was read",
    "csp_sources.allowing_inline": "takes words of a policy that was read",
    "csp_sources.governing": "takes a policy that was read",
    "csp_sources.letting_any_script_in": "takes words of a policy that was read",
    "csp_sources.letting_everybody_in": "takes words of a policy that was read",
    "device_osquery.pack": "reads our own file",
    "lookalike_names.lookalike_names": "takes a domain name that was read",
    "preload_list.write": "writes our own file",
    "product_versions.good_until": "reads our own file",
    "product_versions.read": "reads our own file",
    "product_versions.support_of": "takes a version that was read",
    "products.page_marks": "reads our own file",
    "products.plugins": "takes a page that was read",
    "products.products": "reads our own file",
    "products.read": "reads our own file",
    "third_parties.read": "reads our own file",
    "tlsa.matches": "takes a record that was read",
}


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in text.split("\n"))]


def _every_protocol(text: str) -> object:
    answer = text.encode("latin-1", "replace")
    return [service_greetings.recognise(protocol, answer) for protocol in service_greetings.PROTOCOLS]


def _recognise_products(text: str) -> object:
    read = page.parse(text, "https://a.example/", products.page_marks())
    return (
        read
        if isinstance(read, Malformed)
        else (products.recognise(read, dict(_pairs(text)), ()), products.plugins(read))
    )


def _or_value_error(function: Callable[[str], object]) -> Callable[[str], object]:
    """For the functions of `der`, which raise ValueError by contract: `certificate.read` makes that Malformed."""

    def call(text: str) -> object:
        try:
            return function(text)
        except ValueError as error:
            return Malformed(text[:32], 0, str(error))

    return call


ADAPTED: Mapping[str, Callable[[str], object]] = {
    "cors.readers": lambda text: cors.readers(text.split("\n"), text.split("\n")[::-1], "https://a.example"),
    "field_list.counts": partial(field_list.counts, version="DMARC1"),
    "field_list.parse": partial(field_list.parse, version="DMARC1"),
    "field_list.resembles": partial(field_list.resembles, version="DMARC1"),
    "isolation.parse": lambda text: [
        isolation.parse(header, text.split("\n")) for header in (isolation.OPENER, isolation.RESOURCE)
    ],
    "page.parse": lambda text: page.parse(text, "https://a.example/b/", ("wp-content",)),
    "prefixes.read_prefix": prefixes.read_prefix,
    "products.recognise": _recognise_products,
    "service_greetings.recognise": _every_protocol,
    "software_headers.software_of": lambda text: _module("software_headers").software_of(_pairs(text)),
    "structured_fields.parse_item": lambda text: structured_fields.parse_item(text.split("\n")),
}


@lru_cache(maxsize=1)
def entry_points() -> tuple[EntryPoint, ...]:
    """All of them, by name."""
    seeds = tomllib.loads(CORPUS.read_text("utf-8"))
    found = []
    for name, function in _public_functions():
        call = ADAPTED.get(name) or _as_it_is(function)
        if call is not None and name.startswith("der."):
            call = _or_value_error(call)
        if call is not None and name not in NOT_OF_THE_WORLD:
            found.append(EntryPoint(name, call, tuple(seeds.get(name, ()) or seeds["any"])))
    return tuple(found)


def unreachable() -> set[str]:
    """Public functions that no text can be made into: adapt each, or say in `NOT_OF_THE_WORLD` why it is left out."""
    return names() - {point.name for point in entry_points()} - set(NOT_OF_THE_WORLD)


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


def _as_it_is(function: Callable[..., object]) -> Callable[[str], object] | None:
    given = inspect.signature(function).parameters.values()
    required = [one for one in given if one.default is inspect.Parameter.empty]
    if len(required) != 1:
        return None
    kind = str(required[0].annotation)
    if kind in ("str", "<class 'str'>"):
        return function
    if kind in ("bytes", "<class 'bytes'>"):
        return lambda text: function(text.encode("latin-1", "replace"))
    if "Iterable[str]" in kind:
        return lambda text: _consumed(function(text.split("\n")))
    return None


def _consumed(result: object) -> object:
    """A generator reads nothing until somebody asks."""
    return list(result) if inspect.isgenerator(result) else result
