"""knot, the authoritative name server: one process for the root, one for nl, one for everything hosted.

Separate processes matter: one server with all zones would answer past a delegation.
"""

from collections.abc import Iterable

from lab import addresses
from lab.addresses import Pair
from lab.places import SITE, STATE

INSTANCES: dict[str, tuple[Pair, ...]] = {
    "root": (addresses.ROOT_SERVER,),
    "tld": (addresses.TLD_SERVER,),
    "hosting": tuple(addresses.NAME_SERVERS[name] for name in ("ns1", "ns2", "ns3", "ns4")),
}


def configuration(instance: str, zones: Iterable[str]) -> str:
    """The configuration file of one instance. Zones are served as they are, faults and all, and never written."""
    listen = "".join(
        f"    listen: {address}@53\n" for pair in INSTANCES[instance] for address in pair if address is not None
    )
    return (
        f'server:\n    rundir: "{STATE}/knot-{instance}"\n    udp-workers: 1\n    tcp-workers: 1\n'
        f'    background-workers: 1\n    version: ""\n{listen}'
        "log:\n  - target: stderr\n    any: error\n"
        f'database:\n    storage: "{STATE}/knot-{instance}"\n'
        f'template:\n  - id: default\n    storage: "{SITE}/zones"\n    file: "%s.zone"\n'
        "    zonefile-sync: -1\n    zonefile-load: whole\n    journal-content: none\n    semantic-checks: off\n"
        "zone:\n" + "".join(_zone(name) for name in zones)
    )


def _zone(name: str) -> str:
    return f'  - domain: "{name}."\n' + ('    file: "root.zone"\n' if not name else "")
