"""Settings of a report go into the service lines of one mail host: the lab runs many hosts in one postfix."""

import re
from pathlib import Path

from lab.places import SITE


class PostfixFiles:
    """The table of services of a changeable lab. `changed` says whether anything was written."""

    def __init__(self, path: Path = Path(SITE) / "postfix/master.cf") -> None:
        self._path = path
        self.changed = False

    def put(self, settings: str, host: str) -> None:
        """Set each line `name = value` for `host`; spaces in a value are written as master.cf wants them, by commas.

        Raises:
            LookupError: postfix does not serve this host.
        """
        lines = self._path.read_text("utf-8").splitlines()
        served = [at for at, line in enumerate(lines) if re.search(rf"myhostname={re.escape(host)}(?:\s|$)", line)]
        if not served:
            raise LookupError(f"postfix has no host {host}")
        for setting in settings.splitlines():
            name, _, value = (part.strip() for part in setting.partition("="))
            word = re.sub(r",?\s+", ",", value)
            for at in served:
                without = re.sub(rf" -o {re.escape(name)}=\S*", "", lines[at])
                lines[at] = f"{without} -o {name}={word}"
        self._path.write_text("\n".join(lines) + "\n", "utf-8")
        self.changed = True
