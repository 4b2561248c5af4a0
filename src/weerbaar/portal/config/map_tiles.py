"""Where the tiles of maps come from: what may stand in the setting, and what that lets a browser load."""

import re
from urllib.parse import urlsplit

from weerbaar.portal.config.environment import InvalidSetting

_PLACES = ("{z}", "{x}", "{y}")
# Letters that have a meaning in a content security policy cannot stand in a host.
_HOST = re.compile(r"[A-Za-z0-9.:\[\]-]+")


def origin_of(template: str) -> str:
    """Scheme and host of an address with places for zoom, column and row; empty when there is none.

    Raises:
        InvalidSetting: it is no such address.
    """
    if not template:
        return ""
    parts = urlsplit(template)
    is_web = parts.scheme in {"http", "https"} and _HOST.fullmatch(parts.netloc)
    if not is_web or not all(place in f"{parts.path}?{parts.query}" for place in _PLACES):
        raise InvalidSetting("WEERBAAR_TILES", template, "not-a-web-address")
    return f"{parts.scheme}://{parts.netloc}"
