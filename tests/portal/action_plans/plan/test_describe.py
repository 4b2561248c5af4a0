"""What a person reads about an action, from measurements, from answers, and from neither."""

from tests.portal.action_plans.company import GOOD, with_dmarc
from tests.portal.action_plans.looks import BAKERY, BANK, NOW, causes
from tests.questionnaires.builders import said
from weerbaar.portal.action_plans.plan.causes import Cause, Look
from weerbaar.portal.action_plans.plan.describe import ActionText, describe, money, title_of
from weerbaar.portal.action_plans.plan.table import cause_table
from weerbaar.portal.action_plans.plan.weigh import weigh
from weerbaar.questionnaires.answers import Answer
from weerbaar.scanner.scan.result import ScanResult
from weerbaar.scanner.scoring.policy import load_policy
from weerbaar.scanner.vocabulary.language import Language


def words(
    key: str, *, result: ScanResult | None = None, answers: tuple[Answer, ...] = (), language: Language = Language.NL
) -> ActionText:
    looks = [Look(BAKERY, BAKERY, NOW, tuple(result.findings))] if result else []
    cause: Cause | None = causes(*looks, answers=answers).get(key)
    weight = weigh(cause, cause_table(), load_policy()) if cause else None
    keys = tuple(failing.finding.key for failing in cause.failing) if cause else ()
    results = [(result, keys)] if result else []
    return describe(key, cause, weight, results, BANK, cause_table(), language)


def test_one_finding_gives_its_own_headline_and_the_record_for_this_domain() -> None:
    text = words("ACT-MAILAUTH", result=with_dmarc(None))
    assert text.title == "Zorg dat niemand kan mailen uit jouw naam"
    assert [fix.value for fix in text.parts[0].task.fixes if not fix.is_prose] == [
        "v=DMARC1; p=none; rua=mailto:dmarc@bakkerij-deegrol.example"
    ]
    assert text.has_details


def test_several_findings_give_the_title_of_their_cause_and_how_many_there_are() -> None:
    result = with_dmarc("v=DMARC1; p=none")
    text = words("ACT-MAILAUTH", result=result)
    assert len(text.parts) > 1
    assert text.title == "Laat de drie records zetten; begin met meekijken, daarna weigeren"
    assert str(len(text.parts)) in text.what


def test_an_answer_gives_the_banks_words_the_question_and_the_answer() -> None:
    text = words("ACT-MFA", answers=(said("BP4-01", "partly"),))
    assert text.title == "Zet de tweede stap verplicht aan, beheerders eerst"
    assert "Jij antwoordde: Deels." in text.what
    assert text.steps[0] == "Begin met de beheerders van mail en bank."
    assert [setting.label for setting in text.settings] == ["Microsoft 365", "Google Workspace"]
    assert (text.time, text.cost, text.who_code) == ("1 uur", "Geen kosten", "self")


def test_not_knowing_gives_the_question_itself() -> None:
    text = words("ACT-BACKUP", answers=(said("BP5-01", "unknown"),))
    assert text.title.startswith("Vraag na: wordt er vanzelf een reservekopie gemaakt")
    assert "Wordt er vanzelf een reservekopie" in text.ask
    assert text.settings == ()


def test_a_setting_names_the_domain_where_it_was_seen() -> None:
    seen = words("ACT-MAILAUTH", result=with_dmarc(None)).settings[0].value
    unseen = words("ACT-MAILAUTH", answers=(said("BP3-06", "no"),)).settings[0].value
    assert "-DomainName bakkerij-deegrol.example " in seen
    assert "-DomainName <je domein> " in unseen


def test_what_is_solved_keeps_its_title_and_has_no_effort() -> None:
    text = words("ACT-MAILAUTH", result=with_dmarc(GOOD))
    assert text.title == "Laat de drie records zetten; begin met meekijken, daarna weigeren"
    assert (text.parts, text.time, text.who) == ((), "", "")


def test_every_kind_of_cause_has_a_title_in_both_languages() -> None:
    for key in ("ACT-MFA", "web-headers", "dns.caa", "gone.check"):
        titles = {title_of(key, BANK, cause_table(), language) for language in Language}
        assert all(titles)
        assert len(titles) == (1 if key == "gone.check" else 2)


def test_money_in_words() -> None:
    assert money(0, Language.NL) == "Geen kosten"
    assert money(1550, Language.NL) == "Ongeveer € 1.550"
    assert money(1550, Language.EN) == "About €1,550"
