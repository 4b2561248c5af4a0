"""Looks at a short fixed list of ports, only at addresses that the owner agreed to, and only as far as a greeting."""

import asyncio
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from weerbaar.scanner.facts.exposure import SERVICES, Service
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.parsers.service_greetings import Greeting, recognise
from weerbaar.scanner.probes.doors.doors import Doors, Stream
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (SERVICES,)
STAGE = Stage.CONNECTION
INTRUSIVENESS = Intrusiveness.ACTIVE
_MOST_ADDRESSES = 4
_GREETING_S = 3.0
# A firewall drops what it refuses. Until then a second packet has been sent, and all ports of an address, two at once,
# take less than half a minute.
CONNECT_S = 1.5


@dataclass(frozen=True, slots=True)
class _Port:
    number: int
    protocols: tuple[str, ...]
    hello: bytes


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """Look at every listed port of every agreed address of the target and its www."""
    addresses = await agreed_addresses(target, doors)
    if isinstance(addresses, Unobserved):
        record(SERVICES, addresses)
        return
    looks = [_look(address, port, doors) for address in addresses for port in ports()]
    services = await asyncio.gather(*looks)
    source = f"ports of {', '.join(addresses) or 'no agreed address'}"
    record(SERVICES, Observed(tuple(services), doors.clock.now(), source))


@lru_cache(maxsize=1)
def ports() -> tuple[_Port, ...]:
    """The list of `open_services.toml`."""
    rows: list[Mapping[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["port"]
    return tuple(_Port(row["number"], tuple(row["protocols"]), bytes.fromhex(row.get("hello", ""))) for row in rows)


async def agreed_addresses(target: DomainName, doors: Doors) -> tuple[str, ...] | Unobserved:
    """Where the names lead, as far as the agreement lists it; single addresses it lists are looked at as well.

    Unobserved when nobody agreed, and when nothing is left to look at since a name could not be looked up.
    """
    agreement = doors.authorisation
    now = doors.clock.now()
    if agreement is None or not agreement.covers_name(target, now):
        return Unobserved(Reason.NOT_AUTHORISED, f"ports of {target}")
    hosts = (target.ascii, target.child("www"))
    answers = await asyncio.gather(*(doors.resolver.ask(host, kind) for host in hosts for kind in ("A", "AAAA")))
    led_to = [record for answer in answers if isinstance(answer, Observed) for record in answer.value.records]
    listed = [str(own.network_address) for own in agreement.addresses if own.prefixlen == own.max_prefixlen]
    agreed = _first(address for address in [*led_to, *listed] if agreement.covers_address(address, now))
    missed = next((answer for answer in answers if isinstance(answer, Unobserved)), None)
    return agreed if agreed or missed is None else missed


def _first(addresses: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(addresses))[:_MOST_ADDRESSES]


async def _look(address: str, port: _Port, doors: Doors) -> Service:
    stream = await doors.dialer.connect(address, port.number, timeout_s=CONNECT_S)
    source = f"TCP {address}:{port.number}"
    if isinstance(stream, Unobserved):
        accepted: Observation[bool] = stream
        if stream.reason is Reason.REFUSED:
            accepted = Observed(False, doors.clock.now(), source)
        return Service(address, port.number, accepted)
    try:
        greeting = await _greet(stream, port)
    finally:
        await doors.dialer.close(stream)
    opened = Observed(True, doors.clock.now(), source)
    if greeting is None:
        return Service(address, port.number, opened)
    told = greeting.product, greeting.version, greeting.announced
    return Service(address, port.number, opened, greeting.protocol, *told)


async def _greet(stream: Stream, port: _Port) -> Greeting | None:
    try:
        async with asyncio.timeout(_GREETING_S):
            if port.hello:
                stream.writer.write(port.hello)
                await stream.writer.drain()
            answer = await stream.reader.read(4096)
    except (OSError, TimeoutError):
        return None
    return next((greeting for name in port.protocols if (greeting := recognise(name, answer))), None)
