"""Starts the odd servers. Usage: python -m lab.odd [mail-stand-in]

Without a word: everything on the odd side. `mail-stand-in`: the hosts that postfix would serve.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from lab import addresses
from lab.odd import mail_groups, name_server, smtp, web
from lab.odd.answers import OddSite
from lab.odd.listening import listen
from lab.places import SITE, STATE

_READY = Path(STATE, "ready")


async def _main(plan: dict[str, Any], stand_in: bool) -> None:
    """Open every port, and say so by a file: lab/inside.sh waits for that."""
    certificates = Path(SITE, "certificates")
    hosts = [entry for entry in plan["mail_hosts"] if (entry["server"] == "postfix") == stand_in]
    await smtp.start([entry for entry in hosts if entry["server"] != "groups"], certificates)
    if not stand_in:
        mail_groups.start([entry for entry in hosts if entry["server"] == "groups"], certificates)
        await name_server.start(Path(SITE, "zones"), plan["zones"])
        sites = [OddSite(domain, **entry) for domain, entry in plan["sites"].items()]
        await web.start(sites, certificates)
        for address in addresses.LEGACY_TLS:
            if address is not None:
                await listen(address, 80, web.redirect)
    _READY.joinpath("mail-stand-in" if stand_in else "odd").touch()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_main(json.loads(Path(SITE, "odd.json").read_text()), "mail-stand-in" in sys.argv[1:]))
