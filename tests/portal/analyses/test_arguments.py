"""Arguments have a source that somebody looked at; others are not shown."""

import pytest

from weerbaar.portal.analyses.arguments import FILE, arguments, read_arguments
from weerbaar.questionnaires.content import InvalidContent, read_content


def test_each_argument_says_who_says_so_and_since_when_we_know() -> None:
    assert arguments()
    for one in arguments():
        assert one.url.startswith("https://")
        assert one.source
        assert one.checked_on.year >= 2026


def test_what_nobody_checked_is_not_shown() -> None:
    text = FILE.read_text("utf-8").replace("verified: true", "verified: false", 1)
    assert len(read_arguments(read_content(FILE, text))) == len(arguments()) - 1


def test_a_source_that_is_not_named_is_refused_with_its_line() -> None:
    text = FILE.read_text("utf-8").replace("source: venlo", "source: buurman", 1)
    with pytest.raises(InvalidContent, match="buurman") as caught:
        read_arguments(read_content(FILE, text))
    assert caught.value.line > 0
