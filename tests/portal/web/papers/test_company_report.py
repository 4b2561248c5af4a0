"""Page one of the report is the answer; behind it stand plan, answers and measurements, each with its source."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from tests.portal.action_plans.company import GOOD, action, domain_of, measured, say, with_dmarc
from tests.portal.people import Bakery, bakery
from tests.portal.results import BAKERY
from tests.portal.web.papers.pdfs import is_grey, reader_of, tags_of, text_of
from weerbaar.portal.action_plans.services.decide_action import decline_action, set_dates, take_action
from weerbaar.portal.action_plans.services.make_plan import make_plan
from weerbaar.portal.assessments.services.start_assessment import start_assessment
from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.scans.models import Regression
from weerbaar.portal.scans.target_selectors import targets_of
from weerbaar.portal.web.papers.company_report import render_company_report, report_data
from weerbaar.portal.web.papers.report_answers import age
from weerbaar.portal.web.papers.typeset import typeset
from weerbaar.questionnaires.load_bank import load_bank
from weerbaar.scanner.vocabulary.language import Language

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Iterator[Bakery]:
    place = bakery()
    with translation.override("nl"):
        yield place


def worked(here: Bakery) -> None:
    """Measured, answered in part, and with a plan of which a part is decided."""
    measured(here, domain_of(here), with_dmarc(None))
    start_assessment(here.id, actor=here.anna.person)
    for question, choice in (("BP5-02", "no"), ("BP4-01", "no"), ("BP1-01", "yes"), ("BP5-04", "partly")):
        say(here, question, choice)
    say(here, "BP2-01", "gt12m", days_ago=400)
    make_plan(here.id, actor=here.anna.person)


def paper(here: Bakery, language: Language = Language.NL) -> bytes:
    with translation.override(language.value):
        return render_company_report(here.view(), language, timezone.now())


def squeezed(text: str) -> str:
    """Without spaces: a line may break behind a hyphen."""
    return text.replace(" ", "")


def test_page_one_says_how_the_company_stands_with_what_is_known(here: Bakery) -> None:
    worked(here)
    text = text_of(paper(here), 0)
    data = report_data(here.view(), Language.NL, timezone.now())
    assert data["sentence"] in text
    assert "Doe eerst deze drie dingen." in text
    for part in data["parts"]:
        assert f"{part['text']} {part['word']} {part['share']} {part['answered']} {part['measured']}" in text
    assert len(data["parts"]) == 6
    assert "Alleen voor Bakkerij Deegrol." in text


def test_no_level_stands_without_the_share_that_is_known(here: Bakery) -> None:
    worked(here)
    for part in report_data(here.view(), Language.NL, timezone.now())["parts"]:
        assert part["share"].endswith("%")
        assert part["word"]


def test_page_one_holds_three_things_to_do_what_is_fine_and_how_it_was_measured(here: Bakery) -> None:
    worked(here)
    text = text_of(paper(here), 0)
    data = report_data(here.view(), Language.NL, timezone.now())
    assert len(data["first"]) == 3
    for task in data["first"]:
        assert task["title"] in text
        assert task["effort"].split(" · ")[0] in text
    assert data["more"] in text
    assert data["fine"]
    assert all(entry in text for entry in data["fine"])
    assert "Wat niet bekend is, telt niet als goed en niet als fout." in text
    assert "Het plan" not in text


def test_the_plan_stands_with_the_state_of_every_task(here: Bakery) -> None:
    worked(here)
    anna = here.anna.person
    take_action(here.id, action(here, "ACT-CARD").id, anna.user_id, actor=anna)
    set_dates(here.id, action(here, "ACT-CARD").id, date(2030, 1, 31), None, actor=anna)
    decline_action(here.id, action(here, "ACT-MAILAUTH").id, "Wij mailen #niet*", actor=anna)
    text = text_of(paper(here))
    plan = text[text.index("Het plan") : text.index("De antwoorden")]
    assert "Anna doet dit" in plan
    assert "Vóór 31 januari 2030" in plan
    assert "Besloten: dit doen we niet" in plan
    assert "Wij mailen #niet*" in plan


def test_a_task_that_a_measurement_saw_done_is_green_and_an_answer_alone_is_not(here: Bakery) -> None:
    worked(here)
    measured(here, targets_of(here.view())[0].id, with_dmarc(GOOD))
    groups = {group["title"]: group["tasks"] for group in report_data(here.view(), Language.NL, timezone.now())["plan"]}
    (done,) = groups["Klaar"]
    assert (done["mark"], done["word"].startswith("Bevestigd op")) == ("fine", True)
    assert "fine" not in {task["mark"] for task in groups["Te doen"]}


def test_every_answer_stands_with_its_source_and_its_age(here: Bakery) -> None:
    worked(here)
    text = text_of(paper(here))
    answers = text[text.index("De antwoorden") :]
    bank = load_bank("basisscan")
    for question in ("BP5-02", "BP1-01", "BP2-01"):
        assert bank.question(question).texts["nl"] in answers
    assert "Door jou ingevuld" in answers
    assert "vandaag" in answers
    assert "1 jaar oud" in answers
    assert "Oud: vraag het opnieuw" in answers
    assert "Nog niet beantwoord" in answers


def test_two_sources_that_disagree_are_both_shown(here: Bakery) -> None:
    worked(here)
    assert "Een andere bron zegt" not in text_of(paper(here))
    say(here, "BP3-06", "yes")
    question = load_bank("basisscan").question("BP3-06").texts["nl"]
    chapters = report_data(here.view(), Language.NL, timezone.now())["answers"]
    line = next(line for chapter in chapters for line in chapter["lines"] if line["question"] == question)
    assert (line["source"], line["answer"]) == ("Gemeten", "Deels")
    assert line["note"] == "Een andere bron zegt: Ja, overal (Door jou ingevuld)"


def test_each_domain_stands_with_what_was_seen_there_and_when(here: Bakery) -> None:
    worked(here)
    domain_of(here, "nog-niet-gemeten.example")
    text = text_of(paper(here))
    part = text[text.index("De metingen") :]
    data = report_data(here.view(), Language.NL, timezone.now())
    (domain,) = data["domains"]
    assert BAKERY in part
    assert domain["measured"] in part
    for chapter in domain["chapters"]:
        for point in chapter["points"]:
            assert squeezed(point["title"]) in squeezed(part)
    assert part.index("Nog niet gemeten") < part.index("nog-niet-gemeten.example")


def test_with_several_domains_what_is_fine_says_of_which(here: Bakery) -> None:
    worked(here)
    other = "tweede-winkel.example"
    measured(here, domain_of(here, other), with_dmarc(GOOD, other))
    fine = report_data(here.view(), Language.NL, timezone.now())["fine"]
    assert any(text.startswith(f"{BAKERY}: ") for text in fine)
    assert any(text.startswith(f"{other}: ") for text in fine)


def test_a_company_that_has_just_begun_gets_a_report_that_claims_nothing(here: Bakery) -> None:
    text = text_of(paper(here))
    assert "Begin met een meting." in text
    assert text.count("Nog niet bekend") == 6
    assert "0%" in text
    assert "Er is nog geen plan." in text
    assert "Er is nog geen domein gemeten." in text
    assert "Dit is al in orde" not in text


def test_page_one_never_spills_over(here: Bakery) -> None:
    worked(here)
    for number in range(12):
        name = f"een-winkel-met-een-lange-naam-{number}.example"
        measured(here, domain_of(here, name), with_dmarc(GOOD, name))
    Organisation.objects.filter(id=here.id).update(name="Wijd" * 30)
    made = paper(here)
    assert "Hoe dit is gemeten" in text_of(made, 0)
    assert "Het plan" not in text_of(made, 0)
    assert "Het plan" in text_of(made, 1)


def test_page_one_holds_even_the_longest_texts(here: Bakery) -> None:
    worked(here)
    data = report_data(here.view(), Language.NL, timezone.now())
    words = "Een woord en nog veel meer woorden die samen een lange regel vormen "
    task = {"title": (words * 2)[:100], "why": (words * 3)[:150], "effort": words, "mark": "none", "word": "Bezig"}
    longest = {"first": [task] * 3, "worse": [(words * 2)[:110]] * 2, "held": words * 2, "fine": [words] * 60}
    more = {"fine_more": [f"En nog {60 - shown} punten." for shown in range(60)]}
    made = typeset("company_report.typ", data | longest | more, timezone.now())
    assert "Hoe dit is gemeten" in text_of(made, 0)
    assert text_of(made, 1).startswith("Bakkerij Deegrol Rapport Het plan")


def test_what_got_worse_is_named_on_page_one(here: Bakery) -> None:
    worked(here)
    now = timezone.now()
    Regression.objects.create(
        target_id=targets_of(here.view())[0].id,
        check_id="mail.dmarc-policy",
        outcome="missing",
        fine_at=now - timedelta(days=14),
        since=now - timedelta(days=7),
        confirmed_at=now,
    )
    text = text_of(paper(here), 0)
    assert "Er is iets slechter geworden." in text
    assert f"Slechter geworden bij {BAKERY}: Regel tegen nepmail (DMARC)" in text


def test_a_screen_reader_finds_its_title_headings_tables_and_language(here: Bakery) -> None:
    worked(here)
    made = paper(here)
    reader = reader_of(made)
    assert reader.metadata is not None
    assert reader.metadata.title == "Rapport van Bakkerij Deegrol"
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "nl"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    tags = tags_of(made)
    data = report_data(here.view(), Language.NL, timezone.now())
    areas = sum(len(domain["chapters"]) for domain in data["domains"])
    assert tags["/H1"] == 1
    assert tags["/Table"] == 1 + len(data["plan"]) + len(data["answers"]) + areas
    assert tags["/TH"] == 5 + 3 * (len(data["plan"]) + len(data["answers"]) + areas)


def test_in_black_and_white_a_shape_and_a_word_are_left_of_every_judgement(here: Bakery) -> None:
    worked(here)
    made = paper(here)
    assert not is_grey(made)
    data = report_data(here.view(), Language.NL, timezone.now())
    text = text_of(made)
    judgements = [part["word"] for part in data["parts"]]
    judgements += [task["word"] for group in data["plan"] for task in group["tasks"]]
    judgements += [
        point["word"] for domain in data["domains"] for chapter in domain["chapters"] for point in chapter["points"]
    ]
    assert all(word and word in text for word in judgements)


def test_a_name_in_another_script_still_gives_a_report(here: Bakery) -> None:
    Organisation.objects.filter(id=here.id).update(name="面包店 Deegrol")
    assert "Deegrol" in text_of(paper(here))


def test_the_english_report_is_in_english(here: Bakery) -> None:
    worked(here)
    text = text_of(paper(here, Language.EN))
    for part in (
        "Do these three things first.",
        "How you stand",
        "The answers",
        "Filled in by you",
        "Not answered yet",
    ):
        assert part in text
    assert "beantwoord" not in text


def test_an_age_is_said_in_one_unit() -> None:
    now = timezone.now()
    with translation.override("nl"):
        assert age(now - timedelta(hours=3), now) == "vandaag"
        assert age(now - timedelta(days=3, hours=5), now).replace("\xa0", " ") == "3 dagen oud"
        assert age(now - timedelta(days=155), now).replace("\xa0", " ") == "5 maanden oud"
