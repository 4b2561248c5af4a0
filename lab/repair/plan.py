"""Which company shows that the text of a report mends an outcome, and which texts no company can show."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache

from lab.expectations import expected
from lab.table import LAB, companies
from weerbaar.scanner.advice.fixes import keys_with_a_fix

# The kinds of text for which the lab runs the server. Of files those that a site serves, and the settings of postfix.
KINDS = ("dns", "nginx", "file")


@lru_cache(maxsize=1)
def plan() -> Mapping[str, str]:
    """By outcome, the company with that fault and the fewest others."""
    truth = {company.domain: expected(company.archetype) for company in companies()}
    chosen = {}
    for key in sorted(keys_with_a_fix() - set(unproven())):
        having = [(len(faults), domain) for domain, faults in truth.items() if key in faults]
        if having:
            chosen[key] = min(having)[1]
    return chosen


@lru_cache(maxsize=1)
def unproven() -> Mapping[str, str]:
    """Outcomes whose text is not tried on a server, each with the reason."""
    return dict(tomllib.loads((LAB / "unproven_fixes.toml").read_text("utf-8")))
