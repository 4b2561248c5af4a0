"""Style, script and type, served by the same process under names that change with their contents."""

from weerbaar.portal.config.settings.database import DATA_DIR

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "weerbaar.portal.web.static_files.StaticFiles"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
