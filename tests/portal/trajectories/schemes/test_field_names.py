"""Every field of the schemes that ship has a name in both languages."""

from weerbaar.portal.trajectories.schemes.field_names import LANGUAGES, _names, field_name
from weerbaar.portal.trajectories.schemes.read_scheme import shipped_schemes


def test_every_field_has_a_name_in_both_languages_and_no_name_is_left_over() -> None:
    used = {
        name
        for scheme in shipped_schemes().values()
        for artefact in scheme.artefacts.values()
        for name in (*artefact.required, *artefact.optional)
    }
    for language in LANGUAGES:
        assert set(_names()[language]) == used


def test_a_field_of_a_scheme_of_your_own_is_shown_as_it_is() -> None:
    assert field_name("own_thing", "nl") == "Own thing"
