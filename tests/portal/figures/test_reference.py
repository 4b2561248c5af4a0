"""The page with the layouts names what the readers read."""

import re
from pathlib import Path

from weerbaar.portal.figures.kinds import FIRE_BRIGADE, load_kinds
from weerbaar.portal.figures.reading import accidents, fire, police
from weerbaar.portal.figures.reading.rows import MOST_BYTES, MOST_COMPLAINTS, MOST_ROWS
from weerbaar.portal.figures.services.set_codes import MOST_CODES
from weerbaar.portal.figures.words import Source

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "figures.md").read_text("utf-8")


def test_every_source_column_and_word_is_named() -> None:
    words = {kind.word for kind in load_kinds().values() if kind.source == FIRE_BRIGADE}
    columns = {*police.COLUMNS, police.STATUS, accidents.YEAR, accidents.OUTCOME, accidents.NUMBER, accidents.STREET}
    columns |= {fire.YEAR, fire.MONTH, fire.KIND, fire.NUMBER}
    for word in {source.value for source in Source} | words | columns:
        assert f"`{word}`" in PAGE, word
    assert set(re.findall(r"^\| `(\w+)` \| (?:fire|alarm|danger|help|water|other)", PAGE, re.M)) == words


def test_every_bound_is_told() -> None:
    for bound in (
        f"{MOST_BYTES // 1_000_000} MB",
        f"{MOST_ROWS:,} rows",
        f"first {MOST_COMPLAINTS} ",
        f"most {MOST_CODES},",
    ):
        assert bound in PAGE, bound
