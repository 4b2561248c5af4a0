"""The agreement of the companies of the lab to be looked at more closely, as a file for `weerbaar scan --authorisation`."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from lab.table import Company

# Where the sites of companies stand (addresses.company): shared places, such as those of odd servers, agreed to nothing.
_AGREED = ("198.18.16.0/20", "2001:db8:64::/48")


def agreement(companies: Iterable[Company], now: datetime) -> str:
    """Every company agrees for its own address, for as long as an output of the lab is used."""
    names = "".join(f'    "{company.domain}",\n' for company in companies)
    networks = ", ".join(f'"{network}"' for network in _AGREED)
    until = (now + timedelta(days=30)).isoformat()
    return (
        'granted_by = "the companies of the lab (fictional)"\n'
        f"names = [\n{names}]\naddresses = [{networks}]\n"
        f'intrusiveness = "ACTIVE"\nuntil = {until}\n'
    )
