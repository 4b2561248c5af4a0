"""What companies reported: per kind, in the period and in the one before. Totals of the area alone, of no company."""

from weerbaar.portal.analyses.evidence import Evidence, Fact, Part, Unit, ref_of
from weerbaar.portal.analyses.sources.source import THE_PERIOD_BEFORE, Asked
from weerbaar.portal.incidents.read_routing import load_routing
from weerbaar.portal.incidents.selectors import incident_totals
from weerbaar.questionnaires.bank import Texts


def incidents_evidence(asked: Asked) -> Evidence:
    """Nothing when nobody reported anything: that is not the same as nothing happened."""
    now = incident_totals(asked.park_id, asked.since, asked.until)
    before = incident_totals(asked.park_id, *asked.before)
    facts = []
    for key, number in now.by_kind.items():
        kind = load_routing().kinds.get(key)
        if kind is None or not kind.aspect:
            continue
        facts.append(
            Fact(
                key=f"incidents:{key}",
                aspect=kind.aspect,
                source="incidents",
                part=Part.SEEN,
                name=_reports(kind.name),
                value=number,
                unit=Unit.COUNT,
                when=asked.when,
                # Before the first report nobody could report: then there is nothing to compare with.
                before=before.by_kind.get(key, 0) if before.number else None,
                before_when=THE_PERIOD_BEFORE,
                # More reports may mean that more people report.
                lower=None,
            )
        )
    return Evidence(facts, ref_of("incidents", facts, asked.until) if facts else ())


def _reports(name: Texts) -> Texts:
    return {"nl": f"Gemeld: {name['nl']}", "en": f"Reported: {name['en']}"}
