"""Every text exists in both languages, in plain words, and the compiled file is the one that people read."""

import gettext
import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest

from weerbaar.portal.web.texts.message import Message, Translations
from weerbaar.portal.web.texts.mo import to_mo
from weerbaar.portal.web.texts.po import read_po, write_po
from weerbaar.portal.web.texts.sources import WEB, messages_in_use

FOLDER = WEB / "locale" / "nl" / "LC_MESSAGES"
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
TAG = re.compile(r"<[^>]+>")
LONGEST_SENTENCE = 20


def dutch() -> Translations:
    found = read_po((FOLDER / "django.po").read_text("utf-8"))
    del found[Message("")]
    return found


def test_the_dutch_texts_are_just_those_that_pages_use() -> None:
    assert set(dutch()) == messages_in_use()


def test_each_has_a_translation_in_every_form() -> None:
    assert [message.text for message, texts in dutch().items() if not all(texts)] == []
    assert [message.text for message, texts in dutch().items() if len(texts) != (2 if message.plural else 1)] == []


def test_a_translation_fills_in_the_same_values() -> None:
    for message, texts in dutch().items():
        wanted = set(PLACEHOLDER.findall(message.text + message.plural))
        assert all(set(PLACEHOLDER.findall(text)) == wanted for text in texts), message.text


def test_a_translation_has_the_same_markup() -> None:
    for message, texts in dutch().items():
        assert all(TAG.findall(text) == TAG.findall(message.text) for text in texts), message.text


def test_the_compiled_file_is_made_from_the_texts() -> None:
    assert (FOLDER / "django.mo").read_bytes() == to_mo(read_po((FOLDER / "django.po").read_text("utf-8")))


def test_pythons_own_reader_understands_the_compiled_file() -> None:
    translations = gettext.GNUTranslations(BytesIO((FOLDER / "django.mo").read_bytes()))
    assert translations.gettext("Measure my company") == "Meet mijn bedrijf"
    assert translations.ngettext("%(number)s point", "%(number)s points", 3) == "%(number)s punten"


@pytest.mark.skipif(
    shutil.which("msgfmt") is None, reason="the program msgfmt of GNU gettext is not here to compare with"
)
def test_gettexts_own_compiler_finds_the_same_messages(tmp_path: Path) -> None:
    target = tmp_path / "theirs.mo"
    subprocess.run(["msgfmt", "--check-format", "-o", target, FOLDER / "django.po"], check=True, capture_output=True)
    ours, theirs = (gettext.GNUTranslations(BytesIO(path.read_bytes())) for path in (FOLDER / "django.mo", target))
    assert vars(ours)["_catalog"] == vars(theirs)["_catalog"]


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?:])\s+", TAG.sub("", text))


def test_sentences_are_short_and_nobody_shouts_or_pities() -> None:
    both = [text for message, texts in dutch().items() for text in (message.text, message.plural, *texts)]
    long = [line for text in both for line in sentences(text) if len(line.split()) > LONGEST_SENTENCE]
    assert long == []
    assert [text for text in both if "!" in text or "helaas" in text.lower() or "eenvoudig" in text.lower()] == []
    assert [text for text in both if re.search(r"\b(u|uw)\b", text)] == []


def test_what_is_written_can_be_read_again() -> None:
    odd: Translations = {
        Message('say "yes"\nor no'): ('zeg "ja"\nof nee',),
        Message("%(n)s day", "%(n)s days"): ("%(n)s dag", "%(n)s dagen"),
    }
    again = read_po(write_po(odd, "nl"))
    assert again.pop(Message(""))[0].startswith("Project-Id-Version: weerbaar\nLanguage: nl\n")
    assert again == odd


@pytest.mark.parametrize(
    "text",
    ['#, fuzzy\nmsgid "a"\nmsgstr "b"\n', 'msgid "a"\nmsgstr b\n', 'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n'],
    ids=["fuzzy", "without quotes", "twice"],
)
def test_a_file_that_is_not_as_we_write_it_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"line \d|twice"):
        read_po(text)


def test_a_text_without_a_translation_is_shown_as_it_is() -> None:
    texts: Translations = {Message(""): ("Language: nl\n",), Message("Yes"): ("Ja",), Message("No"): ("",)}
    compiled = gettext.GNUTranslations(BytesIO(to_mo(texts)))
    assert (compiled.gettext("Yes"), compiled.gettext("No")) == ("Ja", "No")
