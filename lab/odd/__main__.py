"""Starts the odd servers. Usage: python -m lab.odd [mail-stand-in | services]

Without a word: everything on the odd side. `mail-stand-in`: the hosts that postfix would serve. `services`: what companies
left open on their own addresses.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from lab import addresses
from lab.odd import client_access, mail_groups, name_server, services, smtp, web
from lab.odd.answers import OddSite
from lab.odd.listening import listen
from lab.places import SITE, STATE

_READY = Path(STATE, "ready")


async def _main(plan: dict[str, Any], part: str) -> None:
    """Open every port, and say so by a file: lab/inside.sh waits for that."""
    certificates = Path(SITE, "certificates")
    if part == "services":
        await services.start(plan["services"], certificates)
        await client_access.start_at_companies(plan["own_clients"], certificates)
    else:
        hosts = [entry for entry in plan["mail_hosts"] if (entry["server"] == "postfix") == (part == "mail-stand-in")]
        await smtp.start([entry for entry in hosts if entry["server"] != "groups"], certificates)
    if part == "odd":
        mail_groups.start([entry for entry in hosts if entry["server"] == "groups"], certificates)
        await _odd_side(plan, certificates)
    _READY.joinpath(part).touch()
    await asyncio.Event().wait()


async def _odd_side(plan: dict[str, Any], certificates: Path) -> None:
    await name_server.start(Path(SITE, "zones"), plan["zones"])
    sites = [OddSite(domain, **entry) for domain, entry in plan["sites"].items()]
    await web.start(sites, certificates)
    await client_access.start(certificates)
    for address in addresses.LEGACY_TLS:
        if address is not None:
            await listen(address, 80, web.redirect)


if __name__ == "__main__":
    asyncio.run(_main(json.loads(Path(SITE, "odd.json").read_text()), (sys.argv[1:] or ["odd"])[0]))
