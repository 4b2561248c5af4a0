"""Which services other than mail and web answer at the addresses that the owner agreed to."""

from dataclasses import dataclass

from weerbaar.scanner.facts.fact import Fact
from weerbaar.scanner.facts.http import Hop
from weerbaar.scanner.facts.observation import Observation


@dataclass(frozen=True, slots=True)
class Service:
    """One port of one address. `accepted` tells whether a connection was taken.

    `protocol` is what answered by its greeting, empty when the port is open and nothing known answered; `product` and
    `version` are what it announces, empty where it keeps that to itself. `announced` is the text they were read from.
    """

    address: str
    port: int
    accepted: Observation[bool]
    protocol: str = ""
    product: str = ""
    version: str = ""
    announced: str = ""


@dataclass(frozen=True, slots=True)
class DevicePage:
    """What one port of one address answers to a browser; `answer` is the page where it leads to, on the same port."""

    address: str
    port: int
    answer: Observation[Hop]


# One entry for each listed port of each agreed address; empty when the agreement covers no address of the target.
# Unobserved without an agreement, and when the names could not be looked up and the agreement lists no single address.
SERVICES: Fact[tuple[Service, ...]] = Fact("exposure.services", tuple[Service, ...])
# The same for the ports at which routers, storage and hypervisors let their owners sign in.
DEVICE_PAGES: Fact[tuple[DevicePage, ...]] = Fact("exposure.device-pages", tuple[DevicePage, ...])
