"""How much is measured, for whom, and how long it is kept."""

from weerbaar.portal.config.environment import count, number, switch, words

# The demonstration has a handful of fictional companies on this machine, so nobody is burdened by more.
IS_DEMO = switch("WEERBAAR_DEMO")
_FACTOR = 20 if IS_DEMO else 1

SCANS_PER_VISITOR_PER_HOUR = count("WEERBAAR_SCANS_PER_VISITOR_PER_HOUR", 10 * _FACTOR, least=1)
SCANS_AT_ONCE_PER_VISITOR = count("WEERBAAR_SCANS_AT_ONCE_PER_VISITOR", 3, least=1)
SCANS_PER_TARGET_PER_HOUR = count("WEERBAAR_SCANS_PER_TARGET_PER_HOUR", 6 * _FACTOR, least=1)
SCAN_QUEUE_LIMIT = count("WEERBAAR_QUEUE_LIMIT", 200, least=1)
SCAN_FRESH_MINUTES = number("WEERBAAR_FRESH_MINUTES", 0 if IS_DEMO else 5)
SCAN_KEPT_DAYS = count("WEERBAAR_KEPT_DAYS", 30, least=1)
SCAN_KEPT_FOR_COMPANY_DAYS = count("WEERBAAR_KEPT_FOR_COMPANY_DAYS", 800, least=30)
SCAN_TOMBSTONE_DAYS = count("WEERBAAR_TOMBSTONE_DAYS", 180)
SCAN_TIMEOUT_S = number("WEERBAAR_TIMEOUT", 30.0, least=1)
SCAN_OPTED_OUT = words("WEERBAAR_OPTED_OUT")

# A worker gives a sign of life every SCAN_BEAT_S; after SCAN_SILENCE_S without one its run goes to another.
SCAN_BEAT_S = number("WEERBAAR_BEAT", 5.0)
SCAN_SILENCE_S = number("WEERBAAR_SILENCE", 30.0)
SCAN_ATTEMPTS = count("WEERBAAR_ATTEMPTS", 3, least=1)

# Path of a function from DoorSettings to DoorSettings, or nothing. Only the demonstration sets it.
SCAN_DOORS = "weerbaar.demo.settings.demo_doors" if IS_DEMO else ""

# Tasks that take in a finished run of a company, by their path: the floors above the scans.
SCAN_FOLLOWERS = [
    "weerbaar.portal.assessments.tasks.take_in_run",
    "weerbaar.portal.action_plans.tasks.take_in_run",
    "weerbaar.portal.quotes.tasks.follow_scan",
    "weerbaar.portal.web.letters.tasks.tell_of_run",
]
