"""An edition writes itself, is renewed and edited, and once adopted nothing of it changes."""

import uuid
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from tests.portal.analyses.known import count_crimes, known_area, last_year
from tests.portal.incidents.reports import Place
from weerbaar.portal.analyses.errors import AnalysisFault, AnalysisIsFixed, AnalysisRefused, NoSuchEdition
from weerbaar.portal.analyses.evidence import Part
from weerbaar.portal.analyses.models import AnalysisEdition, AspectText
from weerbaar.portal.analyses.selectors import AspectView, EditionView, edition_of, editions_of
from weerbaar.portal.analyses.services.adopt_edition import adopt_edition, hash_of
from weerbaar.portal.analyses.services.edit_aspect import LONGEST, edit_aspect
from weerbaar.portal.analyses.services.write_edition import begin_edition, drop_edition, renew_edition
from weerbaar.portal.audit.models import Event
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.parks.errors import NoSuchPark, ParkNotAllowed
from weerbaar.portal.parks.words import PartnerKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Place:
    return known_area()


def begun(here: Place) -> uuid.UUID:
    return begin_edition(here.park_id, *last_year(), actor=here.area.manager)


def view(here: Place, edition_id: uuid.UUID) -> EditionView:
    return edition_of(here.area.manager, here.park_id, edition_id)


def about(here: Place, edition_id: uuid.UUID, aspect: str = "crime") -> AspectView:
    return next(one for one in view(here, edition_id).aspects if one.aspect == aspect)


def adopted(here: Place) -> uuid.UUID:
    found = begun(here)
    adopt_edition(here.park_id, found, view(here, found).text_hash, actor=here.area.manager)
    return found


def test_an_edition_has_a_text_for_every_aspect(here: Place) -> None:
    found = view(here, begun(here))
    assert [one.aspect for one in found.aspects] == list(load_safety().aspects)
    assert Event.objects.filter(word="person:analysis:begin").exists()


def test_it_says_what_is_seen_and_what_is_not_known(here: Place) -> None:
    crime = about(here, begun(here))
    seen = crime.part(Part.SEEN, "nl")
    assert "Diefstal en inbraak bij bedrijven: 15 in 2024. Dat is meer dan in 2023: toen 12." in seen
    assert any(sentence.startswith("Gemeld: ") for sentence in seen)
    assert crime.part(Part.UNKNOWN, "nl") == ["We weten nog niet wat bedrijven hiervan vinden. Houd een enquête."]


def test_every_source_stands_with_its_day_and_hash(here: Place) -> None:
    refs = view(here, begun(here)).refs
    assert {"police", "incidents", "participants"} <= {ref["source"] for ref in refs}
    assert all(len(ref["sha256"]) == 64 and ref["dated"] for ref in refs)


def test_of_the_digital_measurements_no_number_is_told(here: Place) -> None:
    cyber = about(here, begun(here), "cyber")
    assert cyber.part(Part.SEEN, "nl")[0].startswith("Bedrijven die meedoen op dit terrein: 1 op ")
    assert "Totalen van de metingen zijn nog niet gepubliceerd." in cyber.part(Part.UNKNOWN, "nl")


@pytest.mark.parametrize(("first", "last"), [(0, 0), (1, -1), (-5 * 366, 0), (-10, 1)])
def test_a_period_that_cannot_be_is_refused(here: Place, first: int, last: int) -> None:
    today = timezone.localdate()
    with pytest.raises(AnalysisRefused) as refusal:
        begin_edition(
            here.park_id, today + timedelta(days=first), today + timedelta(days=last), actor=here.area.manager
        )
    assert refusal.value.fault is AnalysisFault.NO_PERIOD


def test_there_is_one_draft_at_a_time(here: Place) -> None:
    begun(here)
    with pytest.raises(AnalysisRefused) as refusal, transaction.atomic():
        begun(here)
    assert refusal.value.fault is AnalysisFault.DRAFT_WAITS


def test_renewing_hears_what_is_new_and_keeps_what_people_wrote(here: Place) -> None:
    found = begun(here)
    edit_aspect(here.park_id, found, "flood", {Part.SEEN: "De kade is laag."}, actor=here.area.manager)
    count_crimes(here, (12, 19), replaces=True)
    renew_edition(here.park_id, found, actor=here.area.manager)
    assert any(": 19 in 2024." in sentence for sentence in about(here, found).part(Part.SEEN, "nl"))
    assert about(here, found, "flood").part(Part.SEEN, "en") == ["De kade is laag."]
    assert Event.objects.filter(word="person:analysis:renew").exists()


def test_somebodys_words_go_before_the_sentences_and_can_be_taken_back(here: Place) -> None:
    found, manager = begun(here), here.area.manager
    made = about(here, found).part(Part.SEEN, "nl")
    words = {Part.SEEN: " Er is vaak ingebroken. \n\n Vooral 's nachts.", Part.UNKNOWN: ""}
    edit_aspect(here.park_id, found, "crime", words, actor=manager)
    crime = about(here, found)
    assert crime.part(Part.SEEN, "nl") == ["Er is vaak ingebroken.", "Vooral 's nachts."]
    assert crime.part(Part.UNKNOWN, "nl") == []
    assert crime.edited_by_name == "Chaima"
    edit_aspect(here.park_id, found, "crime", {}, actor=manager)
    assert about(here, found).part(Part.SEEN, "nl") == made
    assert about(here, found).edited_at is None


def test_sentences_that_nobody_changed_are_not_somebodys_words(here: Place) -> None:
    found = begun(here)
    parts = {part: "\n".join(about(here, found).part(part, "en")) for part in Part}
    edit_aspect(here.park_id, found, "crime", parts, actor=here.area.manager)
    assert about(here, found).edited == {}


def test_what_cannot_be_written_is_refused(here: Place) -> None:
    found, manager = begun(here), here.area.manager
    for aspect, text, fault in (
        ("weather", "Nat", AnalysisFault.UNKNOWN_ASPECT),
        ("crime", "x" * (LONGEST + 1), AnalysisFault.TOO_LONG),
        ("crime", "De bus met kenteken 12-ABC-3 stond er weer.", AnalysisFault.TELLS_WHO),
    ):
        with pytest.raises(AnalysisRefused) as refusal:
            edit_aspect(here.park_id, found, aspect, {Part.SEEN: text}, actor=manager)
        assert refusal.value.fault is fault


def test_an_adopted_text_is_fixed_by_its_hash_and_a_name(here: Place) -> None:
    found = adopted(here)
    card, row = view(here, found).card, AnalysisEdition.objects.get(id=found)
    assert (card.is_adopted, card.adopted_by_name) == (True, "Chaima")
    assert row.text_hash == hash_of(row.text)
    assert "Wat wij niet weten:" in row.text
    assert Event.objects.filter(word="person:analysis:adopt").exists()


def test_only_the_text_that_was_shown_is_adopted(here: Place) -> None:
    found = begun(here)
    shown = view(here, found).text_hash
    edit_aspect(here.park_id, found, "fire", {Part.SEEN: "Pallets tegen de gevel."}, actor=here.area.manager)
    with pytest.raises(AnalysisRefused) as refusal:
        adopt_edition(here.park_id, found, shown, actor=here.area.manager)
    assert refusal.value.fault is AnalysisFault.OTHER_TEXT


def test_nothing_of_an_adopted_edition_changes(here: Place) -> None:
    found, manager = adopted(here), here.area.manager
    before = view(here, found)
    count_crimes(here, (1, 2), replaces=True)
    for change in (
        lambda: renew_edition(here.park_id, found, actor=manager),
        lambda: edit_aspect(here.park_id, found, "crime", {Part.SEEN: "Nee."}, actor=manager),
        lambda: adopt_edition(here.park_id, found, before.text_hash, actor=manager),
        lambda: drop_edition(here.park_id, found, actor=manager),
        lambda: AspectText.objects.filter(edition_id=found)[0].save(),
    ):
        with pytest.raises(AnalysisIsFixed):
            change()
    assert view(here, found) == before


def test_a_draft_is_removed_and_the_next_one_takes_its_number(here: Place) -> None:
    drop_edition(here.park_id, begun(here), actor=here.area.manager)
    assert editions_of(here.area.manager, here.park_id) == []
    assert view(here, begun(here)).card.number == 1
    assert Event.objects.filter(word="person:analysis:drop").exists()


def test_partners_read_and_an_insurer_and_strangers_do_not(here: Place) -> None:
    found, police = begun(here), here.area.at(PartnerKind.POLICE)
    assert edition_of(police, here.park_id, found).card.number == 1
    for refused, who in (
        (ParkNotAllowed, here.area.at(PartnerKind.INSURER)),
        (NoSuchPark, here.area.outsider.person),
    ):
        with pytest.raises(refused):
            edition_of(who, here.park_id, found)
        with pytest.raises(refused):
            editions_of(who, here.park_id)
    for refused, who in ((ParkNotAllowed, police), (NoSuchPark, here.area.outsider.person)):
        for change in (
            lambda who=who: begin_edition(here.park_id, *last_year(), actor=who),
            lambda who=who: renew_edition(here.park_id, found, actor=who),
            lambda who=who: edit_aspect(here.park_id, found, "crime", {}, actor=who),
            lambda who=who: adopt_edition(here.park_id, found, "", actor=who),
            lambda who=who: drop_edition(here.park_id, found, actor=who),
        ):
            with pytest.raises(refused):
                change()


def test_an_edition_of_nobody_is_not_found(here: Place) -> None:
    with pytest.raises(NoSuchEdition):
        view(here, uuid.uuid4())
    with pytest.raises(NoSuchEdition):
        renew_edition(here.park_id, uuid.uuid4(), actor=here.area.manager)


def test_no_name_of_a_file_stands_in_what_is_kept(here: Place) -> None:
    found = view(here, adopted(here))
    assert next(ref["period"] for ref in found.refs if ref["source"] == "police") == "2023 – 2024"
    assert "politie.csv" not in found.text
