"""Money for measures."""

from weerbaar.portal.config.environment import text

# A file of the operator's own, in the form of ours: how somebody who looks a scheme up today says that it is open.
SUBSIDIES_FILE = text("WEERBAAR_SUBSIDIES")
