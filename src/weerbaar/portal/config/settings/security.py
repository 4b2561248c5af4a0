"""What our own scanner asks of a site, and more: a policy without exceptions, and cookies for us alone."""

from csp.constants import NONE, SELF

from weerbaar.portal.config.data_dir import read_secret
from weerbaar.portal.config.environment import networks
from weerbaar.portal.config.settings.database import DATA_DIR
from weerbaar.portal.config.settings.maps import MAP_TILES_ORIGIN
from weerbaar.portal.config.settings.operator import IS_HTTPS, PUBLIC_HOST, PUBLIC_URL

SECRET_KEY = read_secret(DATA_DIR)
ALLOWED_HOSTS = list(dict.fromkeys([PUBLIC_HOST, "localhost", "127.0.0.1", "[::1]"]))
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
TRUSTED_PROXIES = networks("WEERBAAR_TRUSTED_PROXIES")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, MAP_TILES_ORIGIN] if MAP_TILES_ORIGIN else [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# The secret of a private link stands in its address: it goes to no other site. `no-referrer` would be stricter, but
# then browsers send `Origin: null` with our own forms, and those would be refused.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # only what `TrustedProxies` lets through

_PREFIX = "__Host-" if IS_HTTPS else ""
CSRF_COOKIE_NAME = f"{_PREFIX}csrf"
CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = 24 * 3600
CSRF_FAILURE_VIEW = "weerbaar.portal.web.public.errors.form_expired"
LANGUAGE_COOKIE_SECURE = IS_HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600

SESSION_COOKIE_NAME = f"{_PREFIX}session"
SESSION_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = False
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# The longest form is a section of questions with a reason each, or the report of a device.
DATA_UPLOAD_MAX_MEMORY_SIZE = 128 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_HANDLERS = ["weerbaar.portal.web.uploads.CappedUpload"]
