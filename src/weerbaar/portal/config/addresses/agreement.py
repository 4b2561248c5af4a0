"""The rooms of agreements from templates, partners' own page and the safety plan."""

from django.urls import URLPattern, URLResolver, include, path

from weerbaar.portal.web.park.agreement import agreement_list, agreement_template
from weerbaar.portal.web.park.agreement_scans import agreement_scan_file, agreement_scans

_AGREEMENTS: list[URLPattern | URLResolver] = [
    path("", agreement_list, name="agreement-list"),
    path("model/<slug:template_id>/", agreement_template, name="agreement-template"),
    path("<slug:kind>/scans/", agreement_scans, name="agreement-scans"),
    path("<slug:kind>/scans/<uuid:scan_id>/", agreement_scan_file, name="agreement-scan-file"),
]
AGREEMENT: list[URLPattern | URLResolver] = [
    path("terrein/<uuid:park_id>/afspraken/", include(_AGREEMENTS)),
]
