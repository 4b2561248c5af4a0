"""Django's settings, one file per concern. Importing them changes nothing in the world."""

from weerbaar.portal.config.settings.accounts import *  # noqa: F403
from weerbaar.portal.config.settings.api import *  # noqa: F403
from weerbaar.portal.config.settings.apps import *  # noqa: F403
from weerbaar.portal.config.settings.clouds import *  # noqa: F403
from weerbaar.portal.config.settings.database import *  # noqa: F403
from weerbaar.portal.config.settings.incidents import *  # noqa: F403
from weerbaar.portal.config.settings.kvo import *  # noqa: F403
from weerbaar.portal.config.settings.languages import *  # noqa: F403
from weerbaar.portal.config.settings.logs import *  # noqa: F403
from weerbaar.portal.config.settings.mail import *  # noqa: F403
from weerbaar.portal.config.settings.maps import *  # noqa: F403
from weerbaar.portal.config.settings.operator import *  # noqa: F403
from weerbaar.portal.config.settings.quotes import *  # noqa: F403
from weerbaar.portal.config.settings.scans import *  # noqa: F403
from weerbaar.portal.config.settings.security import *  # noqa: F403
from weerbaar.portal.config.settings.static import *  # noqa: F403
from weerbaar.portal.config.settings.subsidies import *  # noqa: F403
from weerbaar.portal.config.settings.tasks import *  # noqa: F403
