"""The rooms of agreements from templates, partners' own page and the safety plan."""

from django.urls import URLPattern, URLResolver, include, path

from weerbaar.portal.web.park.agreement import agreement_list, agreement_template
from weerbaar.portal.web.park.agreement_scans import agreement_scan_file, agreement_scans
from weerbaar.portal.web.park.kvo_goals import kvo_goals
from weerbaar.portal.web.park.mine import park_mine
from weerbaar.portal.web.park.safety_plan import safety_plan, safety_plan_new, safety_plan_priority

_AGREEMENTS: list[URLPattern | URLResolver] = [
    path("", agreement_list, name="agreement-list"),
    path("model/<slug:template_id>/", agreement_template, name="agreement-template"),
    path("<slug:kind>/scans/", agreement_scans, name="agreement-scans"),
    path("<slug:kind>/scans/<uuid:scan_id>/", agreement_scan_file, name="agreement-scan-file"),
]
AGREEMENT: list[URLPattern | URLResolver] = [
    path("terrein/<uuid:park_id>/afspraken/", include(_AGREEMENTS)),
    path("terrein/<uuid:park_id>/mijn/", park_mine, name="park-mine"),
    path("terrein/<uuid:park_id>/kvo/doelen/", kvo_goals, name="kvo-goals"),
    path("terrein/<uuid:park_id>/veiligheidsplan/", safety_plan, name="safety-plan"),
    path("terrein/<uuid:park_id>/veiligheidsplan/nieuw/", safety_plan_new, name="safety-plan-new"),
    path(
        "terrein/<uuid:park_id>/veiligheidsplan/<uuid:priority_id>/",
        safety_plan_priority,
        name="safety-plan-priority",
    ),
]
