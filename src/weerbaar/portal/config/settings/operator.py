"""Who runs this installation, and where the public finds it."""

from urllib.parse import urlsplit

from weerbaar.portal.config.environment import InvalidSetting, text

PUBLIC_URL = text("WEERBAAR_PUBLIC_URL", "http://localhost:8000").rstrip("/")
_parts = urlsplit(PUBLIC_URL)
if _parts.scheme not in {"http", "https"} or not _parts.hostname or _parts.path or _parts.query:
    raise InvalidSetting("WEERBAAR_PUBLIC_URL", PUBLIC_URL, "not-a-web-address")
PUBLIC_HOST = _parts.hostname
IS_HTTPS = _parts.scheme == "https"

# Shown on the pages about measuring and privacy, and in security.txt. Without it those say that there is none.
OPERATOR_NAME = text("WEERBAAR_OPERATOR")
OPERATOR_CONTACT = text("WEERBAAR_CONTACT")
