"""The rooms of the investment zone."""

from django.urls import URLPattern, URLResolver, include, path

from weerbaar.portal.web.park.biz import biz, biz_ballot, biz_plan
from weerbaar.portal.web.park.biz_year import biz_year, biz_year_csv

_ROOMS: list[URLPattern | URLResolver] = [
    path("", biz, name="biz"),
    path("plan/", biz_plan, name="biz-plan"),
    path("stemming/", biz_ballot, name="biz-ballot"),
    path("<int:year>/", biz_year, name="biz-year"),
    path("<int:year>.csv", biz_year_csv, name="biz-year-csv"),
]
BIZ: list[URLPattern | URLResolver] = [path("terrein/<uuid:park_id>/biz/", include(_ROOMS))]
