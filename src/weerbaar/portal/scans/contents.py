"""What a run holds of a company, and how it looks when that is erased."""

from collections.abc import Mapping
from typing import Any

# The mark of the visitor stays for its day: deleting results must not give new tries.
NO_CONTENTS: Mapping[str, Any] = {"target": "", "typed": "", "result": None, "progress": {}}
