"""Help needed now, in a real browser: it opens without a network once somebody was there, and prints on one sheet."""

import io

import pytest
from pypdf import PdfReader

from tests.journeys.conftest import Windows

pytestmark = pytest.mark.browser


def test_it_opens_without_a_network_and_prints_on_one_sheet(windows: Windows) -> None:
    with windows.new(width=375) as window:
        window.open("/nu-hulp/")
        window.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        window.page.reload()
        window.picture("help-now-375")
        window.context.set_offline(True)
        window.page.reload()
        assert window.heading() == "Wat is er gebeurd?"
        window.page.click("summary:has-text('Gehackt')")
        assert window.page.is_visible("text=Trek de netwerkkabel eruit en zet wifi uit.")
        window.picture("help-now-open-375")
        for script in window.page.locator("main details").all():
            script.evaluate("element => { element.open = true }")
            sheets = len(PdfReader(io.BytesIO(window.page.pdf(format="A4"))).pages)
            assert sheets == 1, script.inner_text()[:60]
