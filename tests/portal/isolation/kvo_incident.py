"""What happened on the areas of the generated world, and water and fire there: reports, notes, numbers, depths, facts, goods."""

import json
from datetime import timedelta

from django.utils import timezone

from tests.portal.isolation.company import Company
from tests.portal.isolation.marks import Field, Marks
from weerbaar.portal.incidents.depth_files.depth_map import DepthUnit
from weerbaar.portal.incidents.models import PlotDepth
from weerbaar.portal.incidents.services.handle_incident import close_incident
from weerbaar.portal.incidents.services.import_depths import DepthFile, propose_depths, take_depths
from weerbaar.portal.incidents.services.keep_goods import GoodForm, add_good
from weerbaar.portal.incidents.services.note_fire_fact import FactForm, note_fact
from weerbaar.portal.incidents.services.report_incident import (
    IncidentForm,
    note_security_incident,
    report_incident,
)
from weerbaar.portal.incidents.words import Damage, FactKind, FactState
from weerbaar.portal.parks.models import Establishment


def happen(area: Company, company: Company, marks: Marks) -> None:
    """The company reported twice, of which one is closed; it wrote a digital incident down, and has a list of goods."""
    day = timezone.localdate() - timedelta(days=3)
    for kind in ("INC-BURGLARY", "INC-FIRE"):
        words = (marks.new(Field.REPORT, company.key) for _ in range(2))
        told = IncidentForm(day, Damage.NONE, True, next(words), next(words))
        made = report_incident(company.id, area.id, kind, told, actor=company.owner)
        company.note("incident_id", made)
        area.note("incident_id", made)
    close_incident(area.id, made, marks.new(Field.PLOT, area.key), actor=area.owner)
    note = IncidentForm(day, Damage.NONE, False, marks.new(Field.DANGER, company.key))
    note_security_incident(company.id, "INC-RANSOM", note, actor=company.owner)
    goods = GoodForm(marks.new(Field.DANGER, company.key), "40 kilo", marks.new(Field.DANGER, company.key))
    add_good(company.id, goods, actor=company.owner)
    fact = FactForm(FactKind.HYDRANT, marks.new(Field.PLOT, area.key), FactState.FREE, day)
    note_fact(area.id, fact, actor=area.owner)
    _depths(area, marks)


def _depths(area: Company, marks: Marks) -> None:
    """One file is used, the next was only looked at."""
    Establishment.objects.filter(park_id=area.id).update(longitude=6.05, latitude=51.35)
    ring = [[6.0, 51.3], [6.1, 51.3], [6.1, 51.4], [6.0, 51.4], [6.0, 51.3]]
    outline = {"type": "Polygon", "coordinates": [ring]}
    feature = {"type": "Feature", "geometry": outline, "properties": {"T100": 34}}
    data = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    for is_used in (True, False):
        file = DepthFile(
            "dieptes.geojson",
            data,
            len(data),
            marks.new(Field.PLOT, area.key),
            timezone.localdate(),
            DepthUnit.CENTIMETRES,
        )
        made = area.note("import_id", propose_depths(area.id, file, actor=area.owner))
        if is_used:
            take_depths(area.id, made, actor=area.owner)
    assert PlotDepth.objects.filter(batch__park_id=area.id).exists()
