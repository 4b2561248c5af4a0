"""Which cookies look as if they carry a session. Names are all we have, so this is a dated list of habits."""

import re
import tomllib
from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import Any


def is_session_like(bare_name: str) -> bool:
    """Whether a cookie of this name, without prefix, most likely says who the visitor is. Case does not matter."""
    name, lists = bare_name.lower(), _lists()
    if any(fnmatchcase(name, pattern) for pattern in lists["never"]["names"]):
        return False
    if any(fnmatchcase(name, pattern) for pattern in lists["session"]["names"]):
        return True
    return any(re.fullmatch(pattern, name) for pattern in lists["session"]["expressions"])


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "session_cookies.toml").read_text("utf-8"))
