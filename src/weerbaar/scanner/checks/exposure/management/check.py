"""Can anybody on the internet open the page where a router, storage or a hypervisor is managed?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.exposure.services import CLOSED
from weerbaar.scanner.facts.exposure import DEVICE_PAGES, DevicePage
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.device_pages import Device, recognise
from weerbaar.scanner.vocabulary.severity import Severity

ID = "exposure.management"
NEEDS = (DEVICE_PAGES,)
OUTCOMES = {
    "closed": passes(),
    "reachable": fails(Severity.HIGH),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
# A port that answers, but not to a browser, shows nobody a page.
_NO_PAGE = (*CLOSED, Reason.REFUSED, Reason.TLS_FAILED, Reason.PROTOCOL_ERROR)


def run(sheet: FactSheet) -> Finding:
    """One recognised page decides, whatever could not be looked at."""
    pages = sheet[DEVICE_PAGES]
    if isinstance(pages, Unobserved):
        return undetermined(ID, pages)
    if not pages.value:
        return Finding(ID, "not-applicable")
    found = [(page, device) for page in pages.value if (device := _device(page))]
    if found:
        devices = [device.name for _, device in found]
        places = [f"{page.address} port {page.port}" for page, _ in found]
        return Finding(ID, "reachable", {"devices": devices, "places": places})
    missed = next((page.answer for page in pages.value if _was_missed(page)), None)
    return undetermined(ID, missed) if isinstance(missed, Unobserved) else Finding(ID, "closed")


def _device(page: DevicePage) -> Device | None:
    if not isinstance(page.answer, Observed):
        return None
    return recognise(page.answer.value.headers, page.answer.value.body)


def _was_missed(page: DevicePage) -> bool:
    return isinstance(page.answer, Unobserved) and page.answer.reason not in _NO_PAGE
