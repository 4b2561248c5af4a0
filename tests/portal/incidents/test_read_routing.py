"""Whom to call by kind of incident: complete, and refused with file and line where it is not."""

import pytest

from weerbaar.portal.incidents.read_routing import FILE, ContactSource, KeptBy, load_routing, read_routing
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.questionnaires.content import InvalidContent, read_content

TEXT = FILE.read_text("utf-8")


def test_every_kind_has_somebody_to_call_first() -> None:
    routing = load_routing()
    assert len(routing.kinds) == 20
    assert all(kind.first in routing.contacts for kind in routing.kinds.values())
    assert all(kind.keep for kind in routing.kinds.values())


def test_of_a_suspicion_a_threat_and_a_tenant_nothing_is_kept() -> None:
    kept = {kind.id for kind in load_routing().kinds.values() if kind.kept_by is KeptBy.NOTHING}
    assert kept == {"INC-THREAT", "INC-SUSPICION", "INC-PROPERTY"}
    assert all(load_routing().kinds[name].quick_exit for name in kept)


def test_what_is_digital_stays_with_the_company_and_goes_to_nobody() -> None:
    digital = [kind for kind in load_routing().kinds.values() if kind.aspect == "cyber"]
    assert len(digital) == 4
    assert all(kind.kept_by is KeptBy.COMPANY and not kind.route for kind in digital)


def test_no_report_goes_to_an_insurer() -> None:
    assert all(PartnerKind.INSURER not in kind.route for kind in load_routing().kinds.values())


def test_a_number_stands_in_one_place_only_and_an_unverified_one_is_not_told() -> None:
    contacts = load_routing().contacts
    assert {contact.public.phone for contact in contacts.values() if contact.public} >= {
        "112",
        "0900 8844",
        "0800 7000",
    }
    assert "CT-FRAUD" not in contacts
    assert "CT-VERTROUWENSLIJN" not in contacts
    assert all(not contact.public for contact in contacts.values() if contact.source is not ContactSource.EVERYBODY)


def test_a_rule_of_law_that_nobody_verified_is_not_told() -> None:
    told = {term.id for kind in load_routing().kinds.values() for term in kind.legal}
    assert told == {"LT-72H", "LT-PEOPLE", "LT-SHOPBAN"}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("schema: incident-routing/1", "schema: other/1", "expected schema"),
        ("first: CT-112\n", "first: CT-113\n", "'CT-113' is not known"),
        ("kept_by: nothing\n    route: []", "kept_by: nothing\n    route: [police]", "goes to nobody"),
        ("route: [police]", "route: [insurer]", "never goes to an insurer"),
        ("kept_by: area", "kept_by: someone", "'someone' is not known"),
        ("aspect: crime", "aspect: nothing", "'nothing' is not known"),
        ("id: INC-ROBBERY", "id: INC-BURGLARY", "stands here twice"),
        ("card: bank", "card: broker", "has no 'broker'"),
        ("id: CT-BANK", "id: CT-112", "stands elsewhere too"),
        ("quick_exit: false", "quick_exit: perhaps", "expected true or false"),
        ("source: ap", "source: nobody", "names a source of this file"),
    ],
)
def test_a_file_that_is_not_whole_is_refused_with_the_line(old: str, new: str, fault: str) -> None:
    assert old in TEXT
    with pytest.raises(InvalidContent, match=fault) as refused:
        read_routing(read_content(FILE, TEXT.replace(old, new, 1)))
    assert refused.value.line > 0
