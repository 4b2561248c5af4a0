"""What the command line says to a person: sentences as data, on standard error."""

import errno
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from weerbaar.scanner.report.clean import clean
from weerbaar.scanner.vocabulary.errors import InvalidDomainName, InvalidSettings
from weerbaar.scanner.vocabulary.language import Language

# What was typed is shown back, but not three hundred characters of it; only a file must be found again.
_SHOWN = 60
_SHOWN_OF = {"file": 1000, "fault": 200, "domain": 253}
_FAULTS = {
    errno.ENOENT: "missing",
    errno.EISDIR: "is-directory",
    errno.ENOTDIR: "not-directory",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "denied",
    errno.ENOSPC: "full",
}


@dataclass(eq=False)
class Refusal(Exception):
    """The command cannot be carried out as given. `key` is a sentence of the table `refusals`, `values` fill it."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


def say(language: Language, table: str, key: str, **values: object) -> str:
    """One sentence. Values come from outside: they are cleaned and cut."""
    text = str(_tables(language)[table][key])
    return text.format(**{name: clean(str(value), _SHOWN_OF.get(name, _SHOWN)) for name, value in values.items()})


def complain(sentence: str) -> None:
    """One line on standard error; a reader who is gone is no trouble."""
    try:
        print(sentence, file=sys.stderr, flush=True)
    except UnicodeEncodeError:
        print(sentence.encode("ascii", "replace").decode("ascii"), file=sys.stderr, flush=True)
    except BrokenPipeError:
        pass


def refusal_sentence(language: Language, refusal: Refusal) -> str:
    """The sentence of a refusal; an operating system error among its values becomes words."""
    values = dict(refusal.values)
    fault = values.get("fault")
    if isinstance(fault, OSError):
        values["fault"] = say(language, "faults", _FAULTS.get(fault.errno or 0, "other"))
    return say(language, "refusals", refusal.key, **values)


def name_sentence(language: Language, error: InvalidDomainName) -> str:
    """Why a text is no domain name, and what was probably meant."""
    sentence = say(language, "names", error.fault.value, text=error.text)
    if not error.suggestion:
        return sentence
    return f"{sentence} {say(language, 'names', 'suggestion', suggestion=error.suggestion)}"


def setting_sentence(language: Language, error: InvalidSettings) -> str:
    """Why a setting cannot be used. Options are named as they are typed, variables of the environment as they are."""
    setting = error.setting if error.setting.isupper() else f"--{error.setting.replace('_', '-')}"
    key = error.fault if error.fault in _tables(language)["settings"] else "other"
    return say(language, "settings", key, setting=setting, value=error.value, fault=error.fault)


@lru_cache(maxsize=2)
def _tables(language: Language) -> Mapping[str, Mapping[str, Any]]:
    path = Path(__file__).parent / f"messages.{language.value}.toml"
    return tomllib.loads(path.read_text("utf-8"))
