"""Reads and writes .po files, in the part of the GNU gettext 0.22 format (manual, "The Format of PO Files") that we use."""

import ast
import re
from collections.abc import Iterator

from weerbaar.portal.web.texts.message import Message, Translations

_LINE = re.compile(r'(?:(?P<key>msgid|msgid_plural|msgstr(?:\[\d\])?) )?(?P<text>".*")\Z')
_HEADER = """# The texts of the web pages; translations are written here by hand.
# `python -m django texts` adds what is new, removes what is old, and compiles.
msgid ""
msgstr ""
"Project-Id-Version: weerbaar\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""


def read_po(text: str) -> Translations:
    """The messages of a file, the header among them under the empty text.

    Raises:
        ValueError: a line is none of the kinds that we write; fuzzy entries are not.
    """
    found: Translations = {}
    for entry in _entries(text):
        message = Message(entry["msgid"], entry.get("msgid_plural", ""))
        if message in found:
            raise ValueError(f"twice: {message.text!r}")
        found[message] = tuple(value for key, value in sorted(entry.items()) if key.startswith("msgstr"))
    return found


def write_po(translations: Translations, language: str) -> str:
    """The file, messages in the order of their text."""
    blocks = [_HEADER.format(language=language)]
    for message in sorted(message for message in translations if message.text):
        lines = [f"msgid {_quoted(message.text)}"]
        if message.plural:
            lines.append(f"msgid_plural {_quoted(message.plural)}")
            lines += [f"msgstr[{i}] {_quoted(text)}" for i, text in enumerate(translations[message])]
        else:
            lines.append(f"msgstr {_quoted(translations[message][0])}")
        blocks.append("\n".join((*lines, "")))
    return "\n".join(blocks)


def _entries(text: str) -> Iterator[dict[str, str]]:
    entry: dict[str, str] = {}
    key = ""
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if line.startswith("#,"):
            raise ValueError(f"line {number}: flags such as fuzzy are not used")
        if not line or line.startswith("#"):
            continue
        match = _LINE.match(line)
        if not match:
            raise ValueError(f"line {number}: {line!r}")
        if match["key"] == "msgid" and entry:
            yield entry
            entry = {}
        key = match["key"] or key
        entry[key] = entry.get(key, "") + str(ast.literal_eval(match["text"]))
    if entry:
        yield entry


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
