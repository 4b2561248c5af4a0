"""The rooms of the file for the audit."""

from django.urls import URLPattern, URLResolver, include, path

from weerbaar.portal.web.park.audit import audit, audit_part, audit_zip
from weerbaar.portal.web.park.audit_one import audit_ask, audit_certificate, audit_one, audit_year
from weerbaar.portal.web.public.certificate import certificate, dossier_keys
from weerbaar.portal.web.public.certifier import certifier, certifier_part, certifier_password, certifier_zip

_ROOMS: list[URLPattern | URLResolver] = [
    path("", audit, name="audit"),
    path("jaar/", audit_year, name="audit-year"),
    path("keuring/<uuid:audit_id>/", audit_one, name="audit-one"),
    path("certificaat/<uuid:certificate_id>/", audit_certificate, name="audit-certificate"),
    path("dossier-<int:number>.zip", audit_zip, name="audit-zip"),
    path("dossier-<int:number>/keuring/", audit_ask, name="audit-ask"),
    path("dossier-<int:number>/lezen/<path:name>", audit_part, name="audit-part"),
]
AUDIT: list[URLPattern | URLResolver] = [
    path("terrein/<uuid:park_id>/audit/", include(_ROOMS)),
    path("keuring/<token:token>/", certifier, name="certifier"),
    path("keuring/<token:token>/wachtwoord/", certifier_password, name="certifier-password"),
    path("keuring/<token:token>/dossier.zip", certifier_zip, name="certifier-zip"),
    path("keuring/<token:token>/lezen/<path:name>", certifier_part, name="certifier-part"),
    path("certificaat/", certificate, name="certificate"),
    path("dossier/sleutels/", dossier_keys, name="dossier-keys"),
]
