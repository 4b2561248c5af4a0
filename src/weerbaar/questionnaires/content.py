"""Reads YAML content safely: no tags, no double keys, and every complaint with its file and line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Path_ = tuple[str | int, ...]


@dataclass(eq=False)
class InvalidContent(Exception):
    """Content that cannot be used. `line` counts from 1; 0 when the whole file is meant."""

    file: str
    line: int
    fault: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.fault}"


@dataclass(frozen=True)
class Content:
    """`data` as plain values; `lines` gives the line of each place, by its path of keys and indexes."""

    file: str
    data: Any
    lines: Mapping[Path_, int]

    def refuse(self, fault: str, *path: str | int) -> InvalidContent:
        """The complaint about one place, to be raised."""
        while path and path not in self.lines:
            path = path[:-1]
        return InvalidContent(self.file, self.lines.get(path, 0), fault)

    def text_pair(self, *path: str | int) -> Mapping[str, str]:
        """The `{nl: …, en: …}` at this place.

        Raises:
            InvalidContent: a language is missing or empty.
        """
        pair = self.at(*path)
        if not isinstance(pair, dict):
            raise self.refuse("expected {nl: ..., en: ...}", *path)
        for language in ("nl", "en"):
            if not isinstance(pair.get(language), str) or not pair[language].strip():
                raise self.refuse(f"no text in language {language!r}", *path)
        return {"nl": pair["nl"], "en": pair["en"]}

    def at(self, *path: str | int) -> Any:
        """The value at this place.

        Raises:
            InvalidContent: there is none.
        """
        value = self.data
        for depth, step in enumerate(path):
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError) as error:
                raise self.refuse(f"{step!r} is missing", *path[:depth]) from error
        return value


def read_content(path: Path, text: str | None = None) -> Content:
    """The content of a file (or of `text`, named after the file).

    Raises:
        InvalidContent: no YAML, a double key, a tag, or a key that is not a text or number.
    """
    try:
        node = yaml.compose(path.read_text("utf-8") if text is None else text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise InvalidContent(path.name, line, str(error.problem)) from error
    if node is None:
        raise InvalidContent(path.name, 0, "the file is empty")
    lines: dict[Path_, int] = {}
    data = _value(node, (), path.name, lines)
    return Content(path.name, data, lines)


def _value(node: yaml.Node, place: Path_, file: str, lines: dict[Path_, int]) -> Any:
    lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        result: dict[Any, Any] = {}
        for key, child, line in _pairs(node, file):
            if key in result:
                raise InvalidContent(file, line, f"double key {key!r}")
            result[key] = _value(child, (*place, key), file, lines)
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_value(child, (*place, index), file, lines) for index, child in enumerate(node.value)]
    return _scalar(node, file)


def _pairs(node: yaml.MappingNode, file: str) -> Iterator[tuple[Any, yaml.Node, int]]:
    for key_node, child in node.value:
        line = key_node.start_mark.line + 1
        key = _scalar(key_node, file)
        if not isinstance(key, (str, int)) or isinstance(key, bool):
            # YAML 1.1 reads yes and no as booleans: answer ids must be quoted
            raise InvalidContent(file, line, f"the key {key!r} is neither text nor number; quote it")
        yield key, child, line


def _scalar(node: yaml.Node, file: str) -> Any:
    if not node.tag.startswith("tag:yaml.org,2002:"):
        raise InvalidContent(file, node.start_mark.line + 1, f"the tag {node.tag} is not allowed")
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_object(node, deep=True)
    except yaml.YAMLError as error:
        raise InvalidContent(file, node.start_mark.line + 1, str(error)) from error
