"""Through which doors this installation measures."""

from dataclasses import replace

from django.conf import settings
from django.utils.module_loading import import_string

from weerbaar.scanner.probes.doors.settings import DoorSettings


def door_settings() -> DoorSettings:
    """The environment's settings, changed by the function that the setting `SCAN_DOORS` names, if it names one.

    Read anew for each scan: a demonstration that was started again listens elsewhere.

    Raises:
        InvalidSettings: a value of the environment cannot be read.
    """
    # A measurement that must prove a repair greets every mail host anew.
    base = replace(DoorSettings.from_environment(), keep_greetings_s=0)
    if not settings.SCAN_DOORS:
        return base
    changed: DoorSettings = import_string(settings.SCAN_DOORS)(base)
    return changed
