"""Signing in: django-allauth with passkeys, codes from an app, recovery codes, and sign-in at another party (OIDC)."""

from weerbaar.portal.config.environment import text
from weerbaar.portal.config.settings.operator import IS_HTTPS, PUBLIC_HOST

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"

# scrypt costs an attacker memory as well as time (RFC 7914); the older one is there to read, should one be imported.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "weerbaar.portal.accounts.validators"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.NotCommon"},
    {"NAME": f"{_VALIDATION}.NotLikeYou", "OPTIONS": {"user_attributes": ("email", "name")}},
]

ACCOUNT_ADAPTER = "weerbaar.portal.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "weerbaar.portal.accounts.adapter.display_name"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if IS_HTTPS else "http"

MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_TOTP_ISSUER = "Weerbaar"
# Browsers permit passkeys over plain http on localhost alone.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = PUBLIC_HOST == "localhost"

# One outside party to sign in with, such as a broker of eHerkenning or a municipality's single sign-on.
OIDC_NAME = text("WEERBAAR_OIDC_NAME")
_OIDC_SERVER = text("WEERBAAR_OIDC_SERVER")
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": OIDC_NAME or "OpenID Connect",
                "client_id": text("WEERBAAR_OIDC_CLIENT"),
                "secret": text("WEERBAAR_OIDC_SECRET"),
                "settings": {"server_url": _OIDC_SERVER},
            }
        ]
        if _OIDC_SERVER
        else [],
    }
}
HAS_OIDC = bool(_OIDC_SERVER)
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
