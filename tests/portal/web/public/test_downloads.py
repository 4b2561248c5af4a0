"""The result as files."""

import json
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from tests.portal.runs import NOBODY, done, running
from weerbaar.scanner.scan.result import ScanResult

pytestmark = pytest.mark.django_db


def test_the_report_is_a_pdf_in_the_language_of_the_page(client: Client) -> None:
    _, holder = done()
    for language, words in (("nl", "Zorg dat niemand kan mailen"), ("en", "nobody can mail in your name")):
        answer = client.get(f"/meting/{holder.token}/rapport.pdf", headers={"accept-language": language})
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Content-Disposition"] == (
            'attachment; filename="weerbaar-bakkerij-deegrol.example-2026-11-24.pdf"'
        )
        reader = PdfReader(BytesIO(answer.content))
        assert words in " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def test_the_document_for_programs_is_the_stored_one_and_can_be_judged_again(client: Client) -> None:
    _, holder = done()
    answer = client.get(f"/meting/{holder.token}/uitkomst.json")
    document = json.loads(answer.content)
    assert document["target"] == "bakkerij-deegrol.example"
    assert ScanResult.from_json(document).to_json()["findings"] == document["findings"]


@pytest.mark.parametrize("name", ["rapport.pdf", "uitkomst.json"])
def test_a_stranger_and_a_run_without_a_result_get_nothing(client: Client, name: str) -> None:
    done()
    _, holder = running("bedrijf-2.example")
    assert client.get(f"/meting/{NOBODY.token}/{name}").status_code == 404
    assert client.get(f"/meting/{holder.token}/{name}").status_code == 404
