"""What a job could cost with a subsidy: honest about rounds that are closed, and with the papers a scheme asks for."""

import io
import uuid
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from tests.portal.action_plans.company import say, with_dmarc
from tests.portal.people import Bakery, bakery, somebody
from tests.portal.quotes.asked import asked
from tests.portal.quotes.orders import BACKUP, MAIL, a_provider, order_at, ordered
from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.knowledge.subsidies import FILE
from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.quotes.services.deliver import deliver_line
from weerbaar.portal.quotes.services.submit_quote import submit_quote

pytestmark = pytest.mark.django_db


def _page(here: Bakery, who: Any = None, **query: str) -> Any:
    return (who or here.anna).client().get(f"/bedrijf/{here.id}/hulp/subsidie/", query)


def _text(response: Any) -> str:
    return str(response.content.decode()).replace("\xa0", " ")


def _open_round(folder: Path, settings: Any, *, checked: int = 0) -> None:
    """The operator looked so many days ago, and the round of 2025 is open until next month."""
    today = timezone.localdate()
    text = FILE.read_text("utf-8")
    head, tail = text.split("- id: SUB-MCZ-2023")
    head = head.replace("state: closed", "state: open").replace(
        "closes: 2025-10-31", f"closes: {today + timedelta(days=30)}"
    )
    before, after = head.rsplit("checked_on: 2026-11-24", 1)
    head = f"{before}checked_on: {today - timedelta(days=checked)}{after}"
    own = folder / "subsidies.yaml"
    own.write_text(f"{head}- id: SUB-MCZ-2023{tail}", "utf-8")
    settings.SUBSIDIES_FILE = str(own)


def test_without_a_choice_the_page_lists_what_can_be_chosen() -> None:
    here = ordered(MAIL)
    say(here.here, "BP5-01", "no")
    told = _text(_page(here.here))
    assert f"opdracht-{here.order.id}" in told
    task = Action.objects.get(organisation_id=here.here.id, cause=BACKUP)
    assert f"taak-{task.id}" in told


def test_a_closed_round_is_shown_as_an_example_and_not_as_money() -> None:
    here = ordered(BACKUP)
    told = _text(_page(here.here, wat=f"opdracht-{here.order.id}"))
    assert "Voorbeeld van een eerdere ronde" in told and "Nu staat hiervoor geen subsidie open" in told
    assert "€ 420" in told and "€ 210" in told
    assert "31 oktober 2025" in told and "24 november 2026" in told and "securitydelta.nl" in told


def test_an_open_round_that_was_checked_today_counts_and_one_of_last_week_does_not(
    tmp_path: Path, settings: Any
) -> None:
    here = ordered(BACKUP)
    _open_round(tmp_path, settings)
    told = _text(_page(here.here, wat=f"opdracht-{here.order.id}"))
    assert "Misschien krijg je € 210 ervan terug" in told and "Wat dit jou kan kosten" in told
    _open_round(tmp_path, settings, checked=7)
    told = _text(_page(here.here, wat=f"opdracht-{here.order.id}"))
    assert "Misschien krijg je" not in told and "Niet kortgeleden nagekeken" in told


def test_a_file_of_the_operator_that_is_not_whole_is_not_used(tmp_path: Path, settings: Any) -> None:
    own = tmp_path / "subsidies.yaml"
    own.write_text("schema: subsidies/1\n", "utf-8")
    settings.SUBSIDIES_FILE = str(own)
    assert "Mijn Cyberweerbare Zaak 2025" in _text(Client().get("/subsidies/"))


def test_a_big_company_is_told_that_it_is_too_big() -> None:
    here = ordered(BACKUP)
    Organisation.objects.filter(id=here.here.id).update(size="250+")
    told = _text(_page(here.here, wat=f"opdracht-{here.order.id}"))
    assert "Je bedrijf is te groot" in told and "Voorbeeld van een eerdere ronde" not in told


def test_a_quote_can_be_chosen_and_work_that_does_not_count_is_left_out() -> None:
    world = asked()
    form = world.form(world.line(MAIL, price_cents=30_000), world.line(BACKUP, price_cents=50_000))
    quote = submit_quote(world.invitation.id, form, actor=world.by_dirk)
    told = _text(_page(world.here, wat=f"offerte-{quote}"))
    assert "€ 800" in told and "€ 500" in told and "€ 250" in told and "€ 550" in told


def test_who_sells_the_work_and_gives_the_advice_is_asked_only_where_it_matters() -> None:
    here = bakery()
    say(here, "BP1-03", "never")
    order, _link = order_at(here, a_provider(somebody("dirk")), ("ACT-RISK",))
    assert "advies=verkoper" in _text(_page(here, wat=f"opdracht-{order.id}"))
    sold = _text(_page(here, wat=f"opdracht-{order.id}", advies="verkoper"))
    assert "Advies van wie het werk verkoopt, telt niet mee" in sold
    backup = ordered(BACKUP, here=here)
    assert "advies=verkoper" not in _text(_page(here, wat=f"opdracht-{backup.order.id}"))


def test_what_is_not_there_or_somebody_elses_is_not_chosen() -> None:
    here = ordered(BACKUP)
    for key in ("opdracht-" + str(uuid.uuid4()), "x", "", "opdracht-"):
        assert "Voorbeeld van een eerdere ronde" not in _text(_page(here.here, wat=key))
    otto = here.here.otto.client().get(
        f"/bedrijf/{here.here.otto_id}/hulp/subsidie/", {"wat": f"opdracht-{here.order.id}"}
    )
    assert here.order.number not in _text(otto)


def test_a_reader_sees_it_and_a_stranger_does_not() -> None:
    here = ordered(BACKUP)
    papers = f"/bedrijf/{here.here.id}/hulp/subsidie/{here.order.id}/papieren.zip"
    assert _page(here.here, here.here.bram).status_code == 200
    assert here.here.bram.client().get(papers).status_code == 200
    assert _page(here.here, here.here.otto).status_code == 404
    assert here.here.otto.client().get(papers).status_code == 404
    assert Client().get(papers).status_code == 302
    other = f"/bedrijf/{here.here.otto_id}/hulp/subsidie/{here.order.id}/papieren.zip"
    assert here.here.otto.client().get(other).status_code == 404


def _papers(here: Any) -> dict[str, str]:
    path = f"/bedrijf/{here.here.id}/hulp/subsidie/{here.order.id}/papieren.zip"
    response = here.here.anna.client().get(path)
    assert response["Content-Type"] == "application/zip" and "Deegrol" not in response["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(response.content)) as file:
        return {
            name: " ".join(
                " ".join(page.extract_text() for page in PdfReader(io.BytesIO(file.read(name))).pages).split()
            )
            for name in file.namelist()
        }


def test_the_papers_tell_what_was_seen_before_and_that_nothing_is_proven_yet() -> None:
    papers = _papers(ordered(MAIL))
    assert list(papers) == ["1-offerte-en-opdracht.pdf", "2-bewijs-van-uitvoering.pdf"]
    proof = papers["2-bewijs-van-uitvoering.pdf"]
    assert "gemeten op" in proof and "Nog niet bewezen" in proof and "factuur" in proof


def test_after_a_measurement_that_saw_it_solved_the_papers_tell_before_and_after() -> None:
    here = ordered(MAIL)
    reported = deliver_line(here.line().id, "DMARC staat", actor=here.by_dirk)
    here.ended(reported.runs[0], with_dmarc("v=DMARC1; p=reject; rua=mailto:a@b.example"))
    assert here.line().state == "verified"
    proof = _papers(here)["2-bewijs-van-uitvoering.pdf"]
    assert "Bewezen" in proof and "Nog niet bewezen" not in proof
    assert "niet meer gevonden" in proof and "DMARC" in proof
