"""Kinds of suites, curves and finite fields, as surveys tell them apart."""

from collections.abc import Callable
from functools import lru_cache

from weerbaar.scanner.facts.tls_survey import DhParameters
from weerbaar.scanner.probes.doors.server_flight import Flight
from weerbaar.scanner.probes.doors.tls_registry import registry

# Kinds of suites, worst first: each kind is asked on its own, so that a bad one cannot hide behind many good ones.
_KINDS: tuple[Callable[[str], bool], ...] = (
    lambda name: any(word in name for word in ("_NULL_", "_anon_", "_EXPORT_", "_RC4_", "_DES_")),
    lambda name: "3DES" in name,
    lambda name: name.endswith("_CBC_SHA"),
    lambda name: name.startswith("TLS_RSA_"),
    lambda name: (
        name.startswith("TLS_DHE_") or "_CBC_" in name or "CAMELLIA" in name or "ARIA" in name or "CCM_8" in name
    ),
    lambda name: True,
)
# Groups that only TLS 1.3 knows as curves, or not at all.
_NOT_IN_TLS12 = ("ffdhe", "SecP", "X25519MLKEM")
# The primes of RFC 7919 start and end alike and differ in length: with both ends all ones, the length names the group.
_ALL_ONES = b"\xff" * 8


@lru_cache(maxsize=1)
def suite_kinds() -> tuple[tuple[int, ...], ...]:
    """The suites of each kind, worst kind first."""
    kinds: list[list[int]] = [[] for _ in _KINDS]
    for code, name in registry("suites").items():
        kinds[next(number for number, matches in enumerate(_KINDS) if matches(name))].append(code)
    return tuple(map(tuple, kinds))


@lru_cache(maxsize=1)
def tls12_curves() -> tuple[int, ...]:
    """The groups that TLS 1.2 knows as curves, best first."""
    names = registry("groups").items()
    return tuple(c for c, name in names if not name.startswith(_NOT_IN_TLS12) and not name.endswith("tls13"))


def dh_parameters(flight: Flight) -> DhParameters | None:
    """The finite-field group of a key exchange, None when it used none."""
    if not flight.prime:
        return None
    bits = int.from_bytes(flight.prime, "big").bit_length()
    is_named = flight.prime.startswith(_ALL_ONES) and flight.prime.endswith(_ALL_ONES)
    # Oakley groups (RFC 3526) look alike; the word after the ones tells the families apart.
    is_ffdhe = is_named and flight.prime[8:12] == bytes.fromhex("adf85458")
    return DhParameters(bits, f"ffdhe{bits}" if is_ffdhe else "")
