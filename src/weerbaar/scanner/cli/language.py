"""Which language a person reads: the option, else the environment, else English."""

import os
from collections.abc import Mapping

from weerbaar.scanner.vocabulary.language import Language


def language_of_environment(environ: Mapping[str, str] = os.environ) -> Language:
    """`WEERBAAR_LANG`, else the locale: Dutch where that starts with nl, English elsewhere.

    The locale is read in the order of POSIX (Base Definitions, section 8.2): LC_ALL, LC_MESSAGES, LANG.
    """
    wanted = environ.get("WEERBAAR_LANG", "").strip().lower()
    if wanted:
        return Language.NL if wanted.startswith("nl") else Language.EN
    locale = next(filter(None, (environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return Language.NL if locale.lower().startswith("nl") else Language.EN


def choose_language(option: str, environ: Mapping[str, str] = os.environ) -> Language:
    """The language of `--lang`, or that of the environment where the option is not given.

    Raises:
        Refusal: the option names another language.
    """
    from weerbaar.scanner.cli.messages import Refusal

    if not option:
        return language_of_environment(environ)
    try:
        return Language(option.strip().lower())
    except ValueError as error:
        raise Refusal("unknown-language", {"value": option}) from error
