"""The door for programs of providers."""

from weerbaar.portal.config.environment import count, networks

API_CALLS_PER_MINUTE = count("WEERBAAR_API_CALLS_PER_MINUTE", 120, least=1)

# Ranges that messages to providers' systems may go to although they are no public addresses.
WEBHOOK_RANGES = networks("WEERBAAR_WEBHOOK_RANGES")
