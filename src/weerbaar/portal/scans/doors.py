"""Through which doors this installation measures, and under which name."""

import os
from dataclasses import replace

from django.conf import settings
from django.utils.module_loading import import_string

from weerbaar.scanner.probes.doors.settings import DoorSettings, Identity


def door_settings() -> DoorSettings:
    """The environment's settings, changed by the function that the setting `SCAN_DOORS` names, if it names one.

    Read anew for each scan: a demonstration that was started again listens elsewhere.

    Raises:
        InvalidSettings: a value of the environment cannot be read.
    """
    base = replace(DoorSettings.from_environment(), identity=identity())
    if not settings.SCAN_DOORS:
        return base
    changed: DoorSettings = import_string(settings.SCAN_DOORS)(base)
    return changed


def identity() -> Identity:
    """How we name ourselves to servers. A public site points to its own page on measuring, unless told otherwise."""
    named = DoorSettings.from_environment().identity
    if settings.IS_HTTPS and not os.environ.get("WEERBAAR_ABOUT_URL", "").strip():
        return replace(named, about_url=f"{settings.PUBLIC_URL}/over/")
    return named
