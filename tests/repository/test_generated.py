"""Generated pages are as fresh as what they are made from."""

from scripts.docs import pages


def test_the_generated_reference_is_not_stale() -> None:
    assert [str(path) for path, text in pages().items() if not path.is_file() or path.read_text("utf-8") != text] == []
