"""Every address of the site. Paths are Dutch, names are English."""

from django.urls import path, register_converter

from weerbaar.portal.core.ids import TOKEN_PATTERN
from weerbaar.portal.web.public.about import about
from weerbaar.portal.web.public.delete import delete
from weerbaar.portal.web.public.downloads import report_pdf, result_json
from weerbaar.portal.web.public.home import home
from weerbaar.portal.web.public.machine_pages import health, robots, security_txt
from weerbaar.portal.web.public.measurement import measurement_page
from weerbaar.portal.web.public.repeat import repeat
from weerbaar.portal.web.public.statements import accessibility, privacy


class TokenConverter:
    """The secret part of a private link."""

    regex = TOKEN_PATTERN

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(TokenConverter, "token")

urlpatterns = [
    path("", home, name="home"),
    path("meting/<token:token>/", measurement_page, name="measurement"),
    path("meting/<token:token>/rapport.pdf", report_pdf, name="report-pdf"),
    path("meting/<token:token>/uitkomst.json", result_json, name="result-json"),
    path("meting/<token:token>/opnieuw/", repeat, name="repeat"),
    path("meting/<token:token>/verwijderen/", delete, name="delete"),
    path("over/", about, name="about"),
    path("privacy/", privacy, name="privacy"),
    path("toegankelijkheid/", accessibility, name="accessibility"),
    path("healthz", health, name="health"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security_txt, name="security-txt"),
]

handler400 = "weerbaar.portal.web.public.errors.bad_request"
handler403 = "weerbaar.portal.web.public.errors.forbidden"
handler404 = "weerbaar.portal.web.public.errors.not_found"
handler500 = "weerbaar.portal.web.public.errors.server_error"
