"""From plain data to a tagged PDF. Typeset by Typst; nothing is fetched, no system font is used."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import typst

import weerbaar
from weerbaar.scanner.report.pdf import fonts, western

_HERE = Path(__file__).parent
_ROOT = Path(weerbaar.__file__).parent  # the templates take mark and shapes of the report
# PDF/UA-1 (ISO 14289-1): tagged, so that a screen reader can read it.
_STANDARD: Final = "ua-1"


def typeset(template: str, data: Mapping[str, Any], made_at: datetime) -> bytes:
    """The whole file. The same data of the same moment give the same bytes. `template` is a file of this folder."""
    try:
        return _compile(template, data, made_at)
    except typst.TypstError:
        # PDF/UA-1 refuses a text for which no typeface has a glyph, and we bring none for every script.
        return _compile(template, western(dict(data)), made_at)


def _compile(template: str, data: Mapping[str, Any], made_at: datetime) -> bytes:
    made = typst.compile(
        _HERE / template,
        root=_ROOT,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(data, ensure_ascii=True)},
        pdf_standards=[_STANDARD],
        timestamp=int(made_at.timestamp()),
        # Empty on purpose: the templates import no package, and none may be looked for.
        package_path=_HERE,
        package_cache_path=_HERE,
    )
    if not isinstance(made, bytes):
        raise TypeError(f"the typesetter gave {type(made).__name__}")
    return made
