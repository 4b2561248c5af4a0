"""The rooms of incidents and dangers per plot."""

from django.urls import URLPattern, URLResolver, include, path

from weerbaar.portal.web.entrepreneur.incident_form import (
    incident_new,
    incident_own,
    incident_own_one,
    incident_photo,
)
from weerbaar.portal.web.entrepreneur.incident_start import incident_start
from weerbaar.portal.web.entrepreneur.plot import plot, plot_goods
from weerbaar.portal.web.park.incidents import (
    park_contacts,
    park_incident,
    park_incident_photo,
    park_incidents,
    park_incidents_csv,
)
from weerbaar.portal.web.park.plots import park_depth, park_depths, park_goods, park_plot, park_plots

# Of a company; `config/urls.py` puts them under its address.
INCIDENT_OF_COMPANY: list[URLPattern] = [
    path("melden/", incident_start, name="incident-start"),
    path("melden/<slug:incident_kind>/", incident_new, name="incident-new"),
    path("meldingen/", incident_own, name="incident-own"),
    path("meldingen/<uuid:incident_id>/", incident_own_one, name="incident-own-one"),
    path("meldingen/<uuid:incident_id>/foto/", incident_photo, name="incident-photo"),
    path("kavel/", plot, name="plot"),
    path("kavel/stoffen/", plot_goods, name="plot-goods"),
]
_ROOMS: list[URLPattern | URLResolver] = [
    path("incidenten/", park_incidents, name="park-incidents"),
    path("incidenten.csv", park_incidents_csv, name="park-incidents-csv"),
    path("incidenten/nummers/", park_contacts, name="park-incident-contacts"),
    path("incidenten/<uuid:incident_id>/", park_incident, name="park-incident"),
    path("incidenten/<uuid:incident_id>/foto/", park_incident_photo, name="park-incident-photo"),
    path("water-en-brand/", park_plots, name="park-plots"),
    path("water-en-brand/inlezen/", park_depths, name="park-depths"),
    path("water-en-brand/inlezen/<uuid:import_id>/", park_depth, name="park-depth"),
    path("water-en-brand/stoffen/", park_goods, name="park-goods"),
    path("water-en-brand/<uuid:establishment_id>/", park_plot, name="park-plot"),
]
INCIDENT: list[URLPattern | URLResolver] = [path("terrein/<uuid:park_id>/", include(_ROOMS))]
