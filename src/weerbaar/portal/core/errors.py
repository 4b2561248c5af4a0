"""The exceptions of the portal: misuse by the caller, never trouble of the world.

    PortalError
    ├── HistoryIsFixed         an event that was written down was to be changed or erased
    ├── UnknownTransition      no line in the table of states allows this verb
    ├── ScanRefused            a scan may not be started now; carries why, and until when
    └── NoSuchRun              no run belongs to this link

Each carries values; sentences for people are made in the templates.
"""


class PortalError(Exception):
    """The root of all errors that the portal raises on purpose."""
