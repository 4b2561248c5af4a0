"""From a scan's result to the document that every form prints, in the language of the reader."""

import hashlib
import json

from weerbaar import __version__
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.report.clean import clean
from weerbaar.scanner.report.document import ReportDocument
from weerbaar.scanner.report.method import how, missed, nothing_to_see
from weerbaar.scanner.report.points import chapters, counts, fine, tasks, weighed
from weerbaar.scanner.report.verdict import sentence, summary
from weerbaar.scanner.report.words import words
from weerbaar.scanner.scan.result import ScanResult
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.language import Language


def compose(result: ScanResult, language: Language) -> ReportDocument:
    """The whole report as plain data. Pure: the same result gives the same document."""
    vocabulary = words(language)
    domain = clean(DomainName(result.target).display)
    found = weighed(result.findings, vocabulary, result.target)
    to_do = tasks(found, vocabulary, result.sheet)
    interruptions = result.interruptions
    return ReportDocument(
        language=language,
        target=domain,
        measured_at=result.started_at,
        measured_on=vocabulary.moment(result.started_at),
        sentence=sentence(found, interruptions, vocabulary),
        summary=summary(to_do[:3], found, interruptions, vocabulary),
        tasks=to_do,
        fine=fine(found, vocabulary),
        counts=counts(found, vocabulary),
        chapters=() if nothing_to_see(result) else chapters(found, vocabulary),
        how=how(result, found, domain, vocabulary),
        missed=missed(result, found, vocabulary),
        policy=result.score.policy,
        version=__version__,
        proof=proof(result.sheet),
        complete=not interruptions,
        words=vocabulary.labels,
    )


def proof(sheet: FactSheet) -> str:
    """The fingerprint of the facts: who has the stored facts can show that a report was made from just these."""
    canonical = json.dumps(sheet.to_json(), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()[:16]
