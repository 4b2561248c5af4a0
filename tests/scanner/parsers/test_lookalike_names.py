"""Names that look like another: bounded, each once, most likely first."""

from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.parsers.lookalike_names import Kind, lookalike_names
from weerbaar.scanner.vocabulary.domain_name import DomainName


def names(domain: str, most: int | None = None) -> dict[str, Kind]:
    return {found.name: found.kind for found in lookalike_names(DomainName.parse(domain), most)}


def test_a_dutch_name_is_varied_as_people_type_and_swindlers_choose() -> None:
    made = names("bakkerij-jansen.nl")
    for name, kind in {
        "bakkerij-jansen.com": Kind.ENDING,
        "bakkerijjansen.nl": Kind.HYPHEN,
        "bakkery-jansen.nl": Kind.SOUND,
        "bakkerij-janzen.nl": Kind.SOUND,
        "bakkerji-jansen.nl": Kind.SWAP,
        "bakerij-jansen.nl": Kind.OMISSION,
        "bakkerij-jansenn.nl": Kind.DOUBLING,
        "bakkerij-jansen-factuur.nl": Kind.WORD,
        "bakkerij-jansens.nl": Kind.ADDITION,
        "bakkerij-jansen24.nl": Kind.ADDITION,
        "bokkerij-jansen.nl": Kind.VOWEL,
        "bakkerij-jansen-nl.com": Kind.DOT,
    }.items():
        assert made.get(name) is kind, name


def test_accents_are_tried_only_where_a_registry_takes_them() -> None:
    accented = [name for name, kind in names("bakkerij-jansen.nl").items() if kind is Kind.ACCENT]
    assert accented
    assert not any(name.endswith(".nl") for name in accented)


def test_every_kind_gets_its_turn_for_a_name_of_ordinary_length() -> None:
    assert set(names("maasveldtechniek.nl").values()) == set(Kind)


def test_the_registrable_part_is_varied_and_not_the_host() -> None:
    assert names("www.bakkerij.nl") == names("bakkerij.nl")


def test_the_bound_holds_and_a_smaller_one_is_the_beginning_of_a_larger() -> None:
    many = list(names("maasveld-techniek-en-logistiek.nl"))
    assert len(many) == 300
    assert list(names("maasveld-techniek-en-logistiek.nl", 20)) == many[:20]


@given(st.from_regex(r"[a-z0-9]([a-z0-9-]{0,60}[a-z0-9])?\.(nl|com|co\.uk)", fullmatch=True))
def test_any_name_gives_valid_names_and_never_itself(domain: str) -> None:
    whole = DomainName.parse(domain)
    made = [found.name for found in lookalike_names(whole)]
    assert len(made) == len(set(made)) <= 300
    assert whole.ascii not in made
    assert all(DomainName.parse(name).ascii == name for name in made)


def test_an_accented_name_is_written_as_idna_writes_it() -> None:
    made = names("bakkerij-jansen.nl")
    assert made["xn--bkkerij-jansen-vgb.com"] is Kind.ACCENT
    assert DomainName.parse("bákkerij-jansen.com").ascii == "xn--bkkerij-jansen-vgb.com"
    accented = [name for name, kind in made.items() if kind is Kind.ACCENT]
    assert all(DomainName.parse(DomainName(name).display).ascii == name for name in accented)


def test_a_name_below_which_others_register_is_not_made() -> None:
    assert "co.uk" not in names("c0.uk")
