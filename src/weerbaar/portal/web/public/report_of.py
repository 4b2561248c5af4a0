"""The report of a stored result, judged and worded anew in the language of the page."""

from weerbaar.portal.core.actors import LinkHolder
from weerbaar.portal.scans.selectors import result_document
from weerbaar.portal.web.public.visitors import language_of_page
from weerbaar.scanner.report.compose import compose
from weerbaar.scanner.report.document import ReportDocument
from weerbaar.scanner.scan.result import ScanResult


def report_of(holder: LinkHolder) -> ReportDocument:
    """The document that every form of the report is printed from.

    Raises:
        NoSuchRun: the link belongs to nothing, or to a run without a result.
    """
    return compose(ScanResult.from_json(result_document(holder)), language_of_page())
