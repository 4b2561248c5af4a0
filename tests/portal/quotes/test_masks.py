"""What providers read of a request tells nothing of who asks, and what does tell is found."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from weerbaar.portal.quotes.masks import ADDRESS, DOMAIN, MAILBOX, NAME, Tells

TELLS = Tells(frozenset({"bakkerij deegrol", "deegrol", "deegrol.example", "anna de wit", "anna@mail.example"}))


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Zet v=DMARC1 bij _dmarc.deegrol.example.", f"Zet v=DMARC1 bij {DOMAIN}."),
        ("rua=mailto:post@deegrol.example; p=none", f"rua=mailto:{MAILBOX}; p=none"),
        ("De mailserver mx1.hosting-van-jan.nl antwoordt", f"De mailserver {DOMAIN} antwoordt"),
        ("Gevraagd aan 192.0.2.17 en 2001:db8::17", f"Gevraagd aan {ADDRESS} en {ADDRESS}"),
        ("Bakkerij Deegrol vraagt dit", f"{NAME} vraagt dit"),
        ("De site van DEEGROL is oud", f"De site van {NAME} is oud"),
        ("Plaats security.txt en pas nginx.conf aan", "Plaats security.txt en pas nginx.conf aan"),
        ("Zet TLS 1.2 en 1.3 aan", "Zet TLS 1.2 en 1.3 aan"),
        ("Deegrolletjes bakken", "Deegrolletjes bakken"),
    ],
)
def test_names_hosts_mailboxes_and_addresses_go(text: str, masked: str) -> None:
    assert TELLS.masked(text) == masked


def test_what_tells_is_found_as_it_was_written() -> None:
    text = "Groet, Anna de Wit van DEEGROL (anna@mail.example), nogmaals Deegrol"
    assert TELLS.found_in(text) == ["Anna de Wit", "DEEGROL", "anna@mail.example", "Deegrol"]
    assert TELLS.found_in("Graag voor de zomer, met uitleg.") == []
    assert Tells(frozenset()).found_in("Deegrol") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bel 06 12 34 56 78 na zessen", ["06 12 34 56 78"]),
        ("Bel (0570) 61 23 45 of +31 (0)570-612345", ["0570) 61 23 45", "+31 (0)570-612345"]),
        ("mail it@elders.example, of www.elders.example/ons", ["it@elders.example", "www.elders.example/ons"]),
        ("Zie https://elders.example.", ["https://elders.example."]),
        ("14 werkplekken, 365 dagen, kopie volgens 3-2-1, voor 01-02-2027", []),
        ("We gebruiken outlook.com en versie 10.0.19045", []),
    ],
)
def test_ways_to_reach_somebody_are_found(text: str, found: list[str]) -> None:
    assert TELLS.found_in(text) == found


LABEL = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=20).filter(
    lambda label: label.strip("-") == label
)
HOST = st.builds(
    lambda labels, ending: ".".join((*labels, ending)),
    st.lists(LABEL, min_size=1, max_size=4),
    st.sampled_from(("nl", "com", "example", "amsterdam")),
)
WORDS = st.text("abcdefghij ,:;()", max_size=30)


@settings(suppress_health_check=[HealthCheck.too_slow])  # of a machine that others use
@given(WORDS, HOST, WORDS)
def test_no_host_of_whatever_name_is_left(before: str, host: str, after: str) -> None:
    assert host not in TELLS.masked(f"{before} {host} {after}")


@given(WORDS, st.sampled_from(sorted(TELLS.words)), st.booleans(), WORDS)
def test_nothing_that_tells_is_left(before: str, word: str, loud: bool, after: str) -> None:
    text = f"{before} {word.upper() if loud else word} {after}"
    assert TELLS.found_in(TELLS.masked(text)) == []
