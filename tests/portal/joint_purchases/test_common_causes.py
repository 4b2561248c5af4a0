"""Common causes: found where they were planted, nowhere else, and told to nobody but the companies."""

import random
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tests.portal.action_plans.company import ended
from tests.portal.joint_purchases.park import Firm, a_park
from tests.portal.results import a_result
from weerbaar.portal.action_plans.plan.table import cause_table
from weerbaar.portal.joint_purchases.common_causes import LEAST, Seen, Shared, find_groups, shared_by
from weerbaar.portal.joint_purchases.common_selectors import CommonCard, common_causes_of
from weerbaar.portal.joint_purchases.errors import NoSuchCommonCause
from weerbaar.portal.joint_purchases.models import CommonCause
from weerbaar.portal.joint_purchases.services.answer_common_cause import answer_common_cause
from weerbaar.portal.joint_purchases.services.find_common_causes import LEAST_ASKING, find_common_causes
from weerbaar.portal.joint_purchases.words import TieAnswer, TieKind
from weerbaar.portal.scans.purposes import Purpose
from weerbaar.portal.scans.services.add_target import add_target
from weerbaar.portal.scans.services.measure_target import measure_target
from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.facts.dns import NAME_SERVERS, HostAddresses
from weerbaar.scanner.facts.http import WEB_ADDRESSES
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.domain_name import DomainName

NOW = timezone.now()
WEB, DNS = Finding("web.hsts", "missing"), Finding("dns.dnssec", "unsigned")
FINE = Finding("web.hsts", "long")
KEEPERS = [f"keeper{number}.example" for number in range(8)]
NETWORKS = [f"198.51.{number}" for number in range(8)]


def host(name: str, address: str = "203.0.113.7") -> HostAddresses:
    return HostAddresses(name, Observed((address,), NOW), Observed((), NOW))


def sheet_of(domain: str, keeper: str, address: str) -> FactSheet:
    """What anybody can see of a domain: two name servers of its keeper, and the address of its website."""
    sheet = FactSheet(domain)
    sheet.record(NAME_SERVERS, Observed((host(f"ns1.{keeper}"), host(f"ns2.{keeper}")), NOW))
    sheet.record(WEB_ADDRESSES, Observed((host(f"www.{domain}", address),), NOW))
    return sheet


def cause(check: str) -> str:
    return cause_table().key_of(check)


def planted(chance: random.Random, companies: int) -> tuple[list[Seen], Mapping[Shared, frozenset[uuid.UUID]]]:
    """A park on which we decide who is kept where and who has which fault; and the groups that follow from that alone."""
    seen, truth = [], dict[Shared, set[uuid.UUID]]()
    for number in range(companies):
        one, keeper, network = uuid.uuid4(), chance.choice(KEEPERS), chance.choice(NETWORKS)
        faults = [finding for finding in (WEB, DNS) if chance.random() < 0.5]
        sheet = sheet_of(f"firma{number}.example", keeper, f"{network}.{chance.randrange(1, 250)}")
        found = shared_by(sheet, [*faults, FINE], cause_table().cause_of_check)
        seen.append(Seen(one, frozenset(found)))
        for finding in faults:
            kind, key = (TieKind.WEB, f"{network}.0/24") if finding is WEB else (TieKind.DOMAIN, keeper)
            truth.setdefault(Shared(kind, key, cause(finding.check)), set()).add(one)
    return seen, {shared: frozenset(members) for shared, members in truth.items() if len(members) >= LEAST}


def test_every_planted_cause_is_found_and_no_other() -> None:
    right = found_pairs = planted_pairs = 0
    for seed in range(30):
        seen, truth = planted(random.Random(seed), 60)
        wanted = {(shared, member) for shared, members in truth.items() for member in members}
        got = {(shared, member) for shared, members in find_groups(seen).items() for member in members}
        right, found_pairs, planted_pairs = (
            right + len(wanted & got),
            found_pairs + len(got),
            planted_pairs + len(wanted),
        )
    assert planted_pairs > 500
    assert (right / found_pairs, right / planted_pairs) == (1.0, 1.0)  # precision, recall


def test_four_companies_are_too_few() -> None:
    shared = Shared(TieKind.WEB, "198.51.1.0/24", "ACT-WEB")
    companies = [Seen(uuid.uuid4(), frozenset({shared})) for _ in range(LEAST - 1)]
    assert find_groups(companies) == {}
    assert len(find_groups([*companies, Seen(uuid.uuid4(), frozenset({shared}))])[shared]) == LEAST


def test_what_a_company_keeps_under_its_own_name_is_shared_with_nobody() -> None:
    sheet = sheet_of("firma.example", "firma.example", "198.51.1.2")
    assert list(shared_by(sheet, [DNS], {})) == []


def test_what_was_not_seen_is_no_tie() -> None:
    sheet = FactSheet("firma.example")
    sheet.record(NAME_SERVERS, Unobserved(Reason.TIMEOUT))
    assert list(shared_by(sheet, [WEB, DNS, Finding("mail.dmarc-policy", "missing")], {})) == []


def test_a_fault_that_only_a_look_with_leave_can_see_is_left_out() -> None:
    sheet = sheet_of("firma.example", KEEPERS[0], "198.51.1.2")
    assert list(shared_by(sheet, [Finding("web.admin-login", "open"), WEB], {})) == [
        Shared(TieKind.WEB, "198.51.1.0/24", "web.hsts")
    ]


@pytest.fixture
def neighbours(db: None) -> list[Firm]:
    """Six companies on a park; the domains of the first five were measured, all at the same keeper."""
    firms = a_park(6).firms
    for number, firm in enumerate(firms[:LEAST]):
        name = f"firma-{number}.example"
        target = add_target(firm.id, DomainName(name), actor=firm.owner.person)
        ended(measure_target(target, actor=firm.owner.person, purpose=Purpose.ASKED), a_result(name))
    return firms


def cards(firm: Firm) -> list[CommonCard]:
    return common_causes_of(firm.view())


def in_weeks(weeks: int) -> datetime:
    """A Tuesday so many weeks from now."""
    now = timezone.localtime(timezone.now())
    return (now + timedelta(days=1 - now.weekday(), weeks=weeks)).replace(hour=9)


def test_companies_at_one_keeper_get_a_card_and_others_do_not(neighbours: list[Firm]) -> None:
    assert find_common_causes(in_weeks(1)) > 0
    assert all({card.key for card in cards(firm)} == {"netkrachtit.example"} for firm in neighbours[:LEAST])
    assert cards(neighbours[5]) == []


def test_it_is_done_once_a_week_whoever_asks_for_it(neighbours: list[Firm]) -> None:
    assert find_common_causes(in_weeks(1)) > 0
    CommonCause.objects.all().delete()
    assert find_common_causes(in_weeks(1)) == 0
    assert find_common_causes(in_weeks(2)) > 0


def test_with_four_left_the_cards_go(neighbours: list[Firm]) -> None:
    find_common_causes(in_weeks(1))
    from weerbaar.portal.action_plans.models import Action

    Action.objects.filter(organisation_id=neighbours[0].id).update(state="declined", reason="niet nu")
    find_common_causes(in_weeks(2))
    assert CommonCause.objects.count() == 0


def test_the_text_comes_on_the_monday_after_three_have_asked(neighbours: list[Firm]) -> None:
    find_common_causes(in_weeks(1))
    asking = neighbours[:LEAST_ASKING]
    for number, firm in enumerate(asking):
        find_common_causes(in_weeks(2 + number))
        assert not any(card.is_ready for one in neighbours for card in cards(one))
        answer_common_cause(firm.id, cards(firm)[0].id, asks=True, actor=firm.owner.person)
    assert not any(card.is_ready for one in neighbours for card in cards(one))
    find_common_causes(in_weeks(9))
    assert [any(card.is_ready for card in cards(one)) for one in neighbours] == [True, True, True, False, False, False]


def test_what_one_company_answers_changes_nothing_that_another_sees(neighbours: list[Firm]) -> None:
    find_common_causes(in_weeks(1))
    before = cards(neighbours[1])
    answer_common_cause(neighbours[0].id, cards(neighbours[0])[0].id, asks=True, actor=neighbours[0].owner.person)
    assert cards(neighbours[1]) == before


def test_a_card_of_another_company_cannot_be_answered(neighbours: list[Firm]) -> None:
    find_common_causes(in_weeks(1))
    theirs = cards(neighbours[1])[0].id
    with pytest.raises(NoSuchCommonCause):
        answer_common_cause(neighbours[0].id, theirs, asks=True, actor=neighbours[0].owner.person)
    assert CommonCause.objects.get(id=theirs).answer == TieAnswer.NONE
