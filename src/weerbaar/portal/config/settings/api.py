"""The door for programs of providers."""

from weerbaar.portal.config.environment import count

API_CALLS_PER_MINUTE = count("WEERBAAR_API_CALLS_PER_MINUTE", 120, least=1)
