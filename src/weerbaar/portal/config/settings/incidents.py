"""What the pages about incidents need to know."""

from urllib.parse import urlsplit

from weerbaar.portal.config.environment import InvalidSetting, text

# Where somebody lands who leaves those pages at once: a page that everybody could be looking at.
QUICK_EXIT_URL = text("WEERBAAR_QUICK_EXIT", "https://www.knmi.nl/")
if urlsplit(QUICK_EXIT_URL).scheme not in {"http", "https"} or not urlsplit(QUICK_EXIT_URL).hostname:
    raise InvalidSetting("WEERBAAR_QUICK_EXIT", QUICK_EXIT_URL, "not-a-web-address")
