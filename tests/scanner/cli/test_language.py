"""The option decides, then the environment, then it is English."""

import pytest

from weerbaar.scanner.cli.language import choose_language, language_of_environment
from weerbaar.scanner.cli.messages import Refusal
from weerbaar.scanner.vocabulary.language import Language


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, Language.EN),
        ({"LANG": "nl_NL.UTF-8"}, Language.NL),
        ({"LANG": "nl_BE"}, Language.NL),
        ({"LANG": "de_DE.UTF-8"}, Language.EN),
        ({"LANG": "nl_NL.UTF-8", "LC_ALL": "C"}, Language.EN),
        ({"LANG": "C", "LC_MESSAGES": "nl_NL"}, Language.NL),
        ({"LANG": "en_GB", "WEERBAAR_LANG": "nl"}, Language.NL),
        ({"LANG": "nl_NL", "WEERBAAR_LANG": "en"}, Language.EN),
    ],
)
def test_the_environment_chooses(environment: dict[str, str], expected: Language) -> None:
    assert language_of_environment(environment) is expected


def test_the_option_wins() -> None:
    assert choose_language(" NL ", {"WEERBAAR_LANG": "en"}) is Language.NL
    assert choose_language("", {"WEERBAAR_LANG": "nl"}) is Language.NL


def test_another_language_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        choose_language("fr", {})
    assert caught.value.key == "unknown-language"
