"""One line of JSON per event to standard error, without domain names, addresses or secrets of links."""

import logging

from weerbaar.portal.config.environment import InvalidSetting, text

_LEVEL = text("WEERBAAR_LOG_LEVEL", "INFO").upper()
if _LEVEL not in logging.getLevelNamesMapping():
    raise InvalidSetting("WEERBAAR_LOG_LEVEL", _LEVEL, "not-a-level")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "weerbaar.portal.config.log_format.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "weerbaar": {"level": _LEVEL},
        # A page that is not found is the visitor's business; the request log has its status.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "ERROR"},
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
    },
}
LOGGING_CONFIG = "logging.config.dictConfig"
