"""knot, the authoritative name server: one process for the root, one for nl, one for everything hosted.

Separate processes matter: one server with all zones would answer past a delegation.
"""

from collections.abc import Collection, Iterable

from lab import addresses
from lab.addresses import Pair
from lab.places import SITE, STATE

INSTANCES: dict[str, tuple[Pair, ...]] = {
    "root": (addresses.ROOT_SERVER,),
    "tld": (addresses.TLD_SERVER,),
    "hosting": tuple(addresses.KNOT_SERVERS.values()),
}


def configuration(instance: str, zones: Iterable[str], given_away: Collection[str] = ()) -> str:
    """The configuration file of one instance. Zones are served as they are, faults and all, and never written.

    Those `given_away` are transferred to whoever asks.
    """
    listen = "".join(
        f"    listen: {address}@53\n" for pair in INSTANCES[instance] for address in pair if address is not None
    )
    return (
        f'server:\n    rundir: "{STATE}/knot-{instance}"\n    udp-workers: 1\n    tcp-workers: 1\n'
        f'    background-workers: 1\n    version: ""\n{listen}'
        "log:\n  - target: stderr\n    any: error\n"
        f'database:\n    storage: "{STATE}/knot-{instance}"\n'
        'acl:\n  - id: everybody\n    address: ["0.0.0.0/0", "::/0"]\n    action: transfer\n'
        f'template:\n  - id: default\n    storage: "{SITE}/zones"\n    file: "%s.zone"\n'
        "    zonefile-sync: -1\n    zonefile-load: whole\n    journal-content: none\n    semantic-checks: off\n"
        "zone:\n" + "".join(_zone(name, name in given_away) for name in zones)
    )


def _zone(name: str, given_away: bool) -> str:
    acl = "    acl: everybody\n" if given_away else ""
    return f'  - domain: "{name}."\n' + ('    file: "root.zone"\n' if not name else "") + acl
