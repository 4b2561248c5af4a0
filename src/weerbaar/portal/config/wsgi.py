"""The door for a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

from weerbaar.scanner.scan.collector import relax_collector

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "weerbaar.portal.config.settings")
application = get_wsgi_application()
# A page makes thousands of small values and hardly a cycle: looking for cycles at the usual pace made one page in twenty of the
# whole directory three times as slow as the others.
relax_collector()
