"""Names that look alike: registered, own, mail-capable and unanswered told apart."""

import pytest

from tests.scanner.probes.dns_server import Says, Table
from tests.scanner.probes.scene import TARGET, VALIDATES, Notebook, has, scene
from weerbaar.scanner.facts.lookalikes import SURVEY
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.parsers.lookalike_names import lookalike_names
from weerbaar.scanner.probes import lookalikes
from weerbaar.scanner.vocabulary.domain_name import DomainName

BAKERY = DomainName("bakkerij-jansen.nl")
OWN = has(BAKERY.ascii, "NS", "ns1.dienst.example.", "ns2.dienst.example.")


async def look(*tables: Table, target: DomainName = BAKERY) -> tuple[Notebook, list[str]]:
    async with scene(VALIDATES, OWN, *tables) as world:
        return await world.run(lookalikes, target), world.asked


async def test_when_nobody_has_one_each_name_was_asked_once() -> None:
    seen, asked = await look()
    survey = seen.value(SURVEY)
    assert (survey.unanswered, survey.registered, survey.own) == (0, (), ())
    names = [candidate.name for candidate in lookalike_names(BAKERY)]
    assert survey.asked == len(names)
    assert set(asked) == {f"NS {name}" for name in (*names, BAKERY.ascii)}


async def test_a_stranger_s_name_is_asked_about_mail_and_website() -> None:
    seen, _ = await look(
        has("bakkery-jansen.nl", "NS", "ns1.elders.example."),
        has("bakkery-jansen.nl", "MX", "10 mail.elders.example."),
        has("bakkery-jansen.nl", "A", "192.0.2.66"),
        has("bakkerijjansen.nl", "NS", "ns1.elders.example."),
        has("bakkerijjansen.nl", "MX", "0 ."),
    )
    found = {one.name: one for one in seen.value(SURVEY).registered}
    assert set(found) == {"bakkery-jansen.nl", "bakkerijjansen.nl"}
    mailing, parked = found["bakkery-jansen.nl"], found["bakkerijjansen.nl"]
    assert (mailing.kind, parked.kind) == ("sound", "hyphen")
    observed = [one for name in (mailing, parked) for one in (name.mail, name.website)]
    assert [one.value for one in observed if isinstance(one, Observed)] == [True, True, False, False]


async def test_a_name_at_the_same_name_servers_is_probably_the_owner_s() -> None:
    seen, asked = await look(has("bakkerij-jansen.com", "NS", "ns2.dienst.example.", "ns3.elders.example."))
    assert seen.value(SURVEY).own == ("bakkerij-jansen.com",)
    assert seen.value(SURVEY).registered == ()
    assert "MX bakkerij-jansen.com" not in asked


async def test_a_server_in_trouble_is_not_a_registration() -> None:
    seen, _ = await look({("bakkery-jansen.nl", "NS"): Says(rcode="SERVFAIL")})
    assert (seen.value(SURVEY).unanswered, seen.value(SURVEY).registered) == (1, ())


async def test_a_name_that_only_a_wildcard_answers_for_is_not_registered() -> None:
    seen, _ = await look({("bakkery-jansen.nl", "NS"): Says()})
    assert (seen.value(SURVEY).unanswered, seen.value(SURVEY).registered) == (0, ())


async def test_not_knowing_about_mail_is_not_having_none() -> None:
    seen, _ = await look(
        has("bakkery-jansen.nl", "NS", "ns1.elders.example."), {("bakkery-jansen.nl", "MX"): Says(rcode="SERVFAIL")}
    )
    (one,) = seen.value(SURVEY).registered
    assert isinstance(one.mail, Unobserved)


async def test_of_a_host_the_registrable_domain_is_varied() -> None:
    seen, asked = await look(target=DomainName("www.bakkerij-jansen.nl"))
    assert "NS bakkery-jansen.nl" in asked
    assert seen.value(SURVEY).asked == len(lookalike_names(BAKERY))


@pytest.mark.parametrize("target", [TARGET, DomainName("bakkerij.test")])
async def test_where_nobody_can_register_nothing_is_asked(target: DomainName) -> None:
    seen, asked = await look(target=target)
    assert seen.reason(SURVEY) is Reason.NOT_LOOKED
    assert asked == []
