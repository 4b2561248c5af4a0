"""Makes a data directory ready: secret and key, tables, and static files under their final names."""

import logging
from pathlib import Path

import django
from django.core.management import call_command

from weerbaar.portal.config.data_dir import make_dossier_key, make_secret, make_token_key


def prepare(folder: Path) -> None:
    """May be called any number of times; an older database is brought up to date.

    Raises:
        InvalidSetting: a setting of the environment cannot be used.
    """
    make_secret(folder)
    make_token_key(folder)
    make_dossier_key(folder)
    django.setup()
    logging.getLogger("django.db").setLevel(logging.WARNING)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["ext", "htmax*", "htmx-4*", "*.md"])
    from django.conf import settings

    if settings.IS_DEMO:
        # Models can only be imported from here on.
        from weerbaar.portal.serve.demo_area import make_demo_area
        from weerbaar.portal.serve.demo_help import make_demo_help
        from weerbaar.portal.serve.demo_people import PASSWORD, make_demo_people

        make_demo_people()
        make_demo_help(PASSWORD)
        make_demo_area(PASSWORD)
