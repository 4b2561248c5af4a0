"""How mail leaves: over SMTP when the operator names a server, else into a folder, where it can be read."""

from weerbaar.portal.config.environment import count, switch, text
from weerbaar.portal.config.settings.database import DATA_DIR
from weerbaar.portal.config.settings.operator import PUBLIC_HOST

EMAIL_HOST = text("WEERBAAR_SMTP_HOST")
EMAIL_PORT = count("WEERBAAR_SMTP_PORT", 587, least=1)
EMAIL_HOST_USER = text("WEERBAAR_SMTP_USER")
EMAIL_HOST_PASSWORD = text("WEERBAAR_SMTP_PASSWORD")
# Encryption is the rule: only a relay on the same machine may do without.
EMAIL_USE_TLS = not switch("WEERBAAR_SMTP_PLAIN") and EMAIL_PORT != 465
EMAIL_USE_SSL = not switch("WEERBAAR_SMTP_PLAIN") and EMAIL_PORT == 465
EMAIL_TIMEOUT = 20
HAS_MAIL_SERVER = bool(EMAIL_HOST)
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if HAS_MAIL_SERVER else 'filebased'}.EmailBackend"
DEFAULT_FROM_EMAIL = text("WEERBAAR_MAIL_FROM", f"Weerbaar <weerbaar@{PUBLIC_HOST}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
