"""What stands in the database of one company, as one number; and whether a request wrote anything of a company."""

import contextlib
import hashlib
import re
import uuid
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db.models import Model

from tests.portal.isolation.kvo_audit import AUDIT_TABLES
from tests.portal.isolation.kvo_biz import BIZ_TABLES
from tests.portal.isolation.kvo_meeting import MEETING_TABLES
from weerbaar.portal.audit.models import Event
from weerbaar.portal.organisations.models import Organisation

APPS = (
    "organisations",
    "scans",
    "assessments",
    "action_plans",
    "parks",
    "providers",
    "quotes",
    "joint_purchases",
    "trajectories",
    "api_access",
    "inspections",
    "audits",
    "figures",
    "analyses",
    "incidents",
    "biz",
    "meetings",
    "surveys",
)
# Ways from a row to the company that it is of.
_WAYS = (
    "organisation_id",
    "target__organisation_id",
    "owned_by__organisation_id",
    "assessment__organisation_id",
    "action__organisation_id",
    # A request comes before an invitation: what was asked is of who asked.
    "request__organisation_id",
    "invitation__request__organisation_id",
    "quote__invitation__request__organisation_id",
    "line__order__organisation_id",
    "order__organisation_id",
    "provider__organisation_id",
    "offer__provider__organisation_id",
    "token__organisation_id",
    "endpoint__organisation_id",
)
_WRITES = re.compile(r'^(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM) "(\w+)"')
# Rows of no company: a visitor's salt, the seed of a day, and what belongs to an area.
OF_NOBODY = {
    "scans_dailysalt",
    "providers_orderseed",
    "providers_confirmedmark",
    "providers_providerimport",
    *AUDIT_TABLES,
    *BIZ_TABLES,
    *MEETING_TABLES,
    "parks_park",
    "parks_parkseat",
    "parks_parkinvitation",
    "parks_boundary",
    "parks_listchange",
    "parks_listfile",
    "parks_collectivefacility",
    "joint_purchases_jointpurchase",
    "joint_purchases_commoncauseround",
    "trajectories_trajectory",
    "trajectories_phasestep",
    "trajectories_paper",
    "trajectories_signature",
    "trajectories_goal",
    "trajectories_measure",
    "trajectories_measurestep",
    "trajectories_signedscan",
    "trajectories_safetyplan",
    "trajectories_priority",
    "analyses_analysisedition",
    "analyses_aspecttext",
    "figures_areacode",
    "figures_figureimport",
    "figures_figure",
    "figures_accidentspot",
    # A walk-round is of an area: its points tell where something is, never of which company.
    "surveys_wave",
    "surveys_ballotbox",
    "surveys_spentcode",
    "surveys_wavefigures",
    "inspections_inspection",
    "inspections_photo",
    "inspections_point",
    "inspections_pointphoto",
    "inspections_pointedit",
    "inspections_pointstep",
    "inspections_open311link",
    "inspections_open311report",
    "incidents_areacontact",
    "incidents_depthimport",
    "incidents_plotdepth",
    "incidents_firefact",
}


def tables() -> dict[str, tuple[type[Model], str]]:
    """Each table with how its rows are found from a company. A table that no way leads to fails the tests."""
    found: dict[str, tuple[type[Model], str]] = {}
    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            if model._meta.db_table in OF_NOBODY:
                continue
            found[model._meta.db_table] = (model, "id" if model is Organisation else _way(model))
    return found


def digest_of(organisation_id: uuid.UUID) -> str:
    """A number that changes with every change of what we hold of the company."""
    whole = hashlib.sha256()
    for name, (model, way) in sorted(tables().items()):
        rows = sorted(repr(row) for row in model._default_manager.filter(**{way: organisation_id}).values_list())
        whole.update(f"{name}{rows}".encode())
    return whole.hexdigest()


@contextlib.contextmanager
def writes(connection: Any) -> Iterator[set[str]]:
    """The tables of companies that are written to meanwhile."""
    ours, written = {*tables(), "action_plans_handover_actions"}, set[str]()

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        match = _WRITES.match(sql)
        if match and match[1] in ours:
            written.add(match[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield written


def events_of(organisation_id: uuid.UUID) -> int:
    """How many lines stand in the company's log."""
    return Event.objects.filter(organisation_id=organisation_id).count()


def _way(model: type[Model]) -> str:
    for way in _WAYS:
        first = way.split("__")[0].removesuffix("_id")
        if any(field.name == first for field in model._meta.fields if field.is_relation):
            return way
    raise AssertionError(f"no way from a company to {model._meta.db_table}")
