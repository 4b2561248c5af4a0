"""The probe of DKIM asks the parent name and the selectors that many providers use."""

from tests.scanner.probes.dns_server import Says
from tests.scanner.probes.looking import REFUSES, look, reason, say, value
from weerbaar.scanner.facts.dns import AnswerKind
from weerbaar.scanner.facts.mail import DKIM
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.probes import dkim

PARENT = "_domainkey.example.nl"
KEY = "v=DKIM1; p=QUJD"


def key(selector: str) -> dict[tuple[str, str], Says]:
    name = f"{selector}.{PARENT}"
    return {(name, "TXT"): say(f'{name} TXT "{KEY}"')}


async def test_keys_are_found_at_well_known_selectors() -> None:
    sheet, _ = await look(dkim, "example.nl", {**key("default"), **key("mailjet")})
    found = value(sheet[DKIM])
    assert found.parent.kind is AnswerKind.NO_DATA
    assert {selector: answer.records for selector, answer in found.selectors.items()} == {
        "default": (KEY,),
        "mailjet": (KEY,),
    }
    assert found.asked == dkim.selectors()


async def test_a_key_at_the_end_of_an_alias_counts() -> None:
    name = f"selector1.{PARENT}"
    alias = say(f"{name} CNAME s.provider.nl.", f's.provider.nl TXT "{KEY}"')
    sheet, _ = await look(dkim, "example.nl", {(name, "TXT"): alias})
    answer = value(sheet[DKIM]).selectors["selector1"]
    assert (answer.owner, answer.records) == ("s.provider.nl", (KEY,))


async def test_a_name_below_which_nothing_lies_is_asked_for_the_commonest_selectors_only() -> None:
    sheet, server = await look(dkim, "example.nl", {("example.nl", "A"): say("example.nl A 192.0.2.1")})
    found = value(sheet[DKIM])
    assert found.parent.kind is AnswerKind.NO_NAME
    assert found.asked == ("default", "selector1", "google", "k1")
    assert sum(asked.name.endswith(PARENT) for asked in server.asked) == 1 + 4


async def test_a_server_that_denies_what_it_has_does_not_hide_a_common_key() -> None:
    denied = {(PARENT, "TXT"): Says(rcode="NXDOMAIN")}
    sheet, _ = await look(dkim, "example.nl", {**denied, **key("google")})
    assert set(value(sheet[DKIM]).selectors) == {"google"}


async def test_a_selector_that_did_not_answer_does_not_count_as_asked() -> None:
    failing = {(f"google.{PARENT}", "TXT"): REFUSES}
    sheet, _ = await look(dkim, "example.nl", {**key("default"), **failing})
    found = value(sheet[DKIM])
    assert "google" not in found.asked
    assert "default" in found.asked


async def test_a_parent_that_does_not_answer_leaves_all_unknown() -> None:
    sheet, server = await look(dkim, "example.nl", {(PARENT, "TXT"): REFUSES})
    assert reason(sheet[DKIM]) is Reason.DNS_FAILURE
    assert len(server.asked) == 1


def test_the_selectors_are_known_once_each() -> None:
    assert len(dkim.selectors()) == len(set(dkim.selectors()))
    assert {"default", "selector1", "selector2", "google", "k1"} <= set(dkim.selectors())
