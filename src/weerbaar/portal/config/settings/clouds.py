"""Clouds that companies can connect. The addresses can be set, so that a demonstration and the tests have clouds of their own."""

from urllib.parse import urlsplit

from weerbaar.portal.config.data_dir import read_token_key
from weerbaar.portal.config.environment import InvalidSetting, text
from weerbaar.portal.config.settings.database import DATA_DIR
from weerbaar.portal.config.settings.operator import PUBLIC_HOST, PUBLIC_URL
from weerbaar.portal.config.settings.scans import IS_DEMO

_HERE = {"localhost", "127.0.0.1", "::1"}
# A demonstration on this machine is its own make-believe vendor (web/public/demo_cloud.py).
_DEMO = f"{PUBLIC_URL}/demo/cloud" if IS_DEMO and PUBLIC_HOST in _HERE else ""
_DEMO_CLIENT = "demonstration" if _DEMO else ""


def _base(name: str, usual: str, in_demo: str) -> str:
    """An address without a final slash: https, or http on this machine, since tokens travel there."""
    value = text(name, f"{_DEMO}/{in_demo}" if _DEMO else usual).rstrip("/")
    parts = urlsplit(value)
    is_near = parts.scheme == "http" and parts.hostname in _HERE
    if not parts.hostname or not (parts.scheme == "https" or is_near):
        raise InvalidSetting(name, value, "not-a-web-address")
    return value


# What tokens are sealed with; empty before the first start, and then nothing can be connected.
TOKEN_KEY = read_token_key(DATA_DIR)

MICROSOFT_CLIENT = text("WEERBAAR_MICROSOFT_CLIENT", _DEMO_CLIENT)
MICROSOFT_SECRET = text("WEERBAAR_MICROSOFT_SECRET", _DEMO_CLIENT)
MICROSOFT_SIGN_IN = _base("WEERBAAR_MICROSOFT_SIGN_IN", "https://login.microsoftonline.com/organizations", "microsoft")
MICROSOFT_API = _base("WEERBAAR_MICROSOFT_API", "https://graph.microsoft.com", "microsoft")

GOOGLE_CLIENT = text("WEERBAAR_GOOGLE_CLIENT", _DEMO_CLIENT)
GOOGLE_SECRET = text("WEERBAAR_GOOGLE_SECRET", _DEMO_CLIENT)
GOOGLE_SIGN_IN = _base("WEERBAAR_GOOGLE_SIGN_IN", "https://accounts.google.com", "google")
GOOGLE_TOKENS = _base("WEERBAAR_GOOGLE_TOKENS", "https://oauth2.googleapis.com", "google")
GOOGLE_API = _base("WEERBAAR_GOOGLE_API", "https://admin.googleapis.com", "google")
GOOGLE_POLICIES = _base("WEERBAAR_GOOGLE_POLICIES", "https://cloudidentity.googleapis.com", "google")

# Tasks that take in what a company's clouds and devices told, by their path: the floors above the scans.
EVIDENCE_FOLLOWERS = [
    "weerbaar.portal.assessments.tasks.take_in_company",
    "weerbaar.portal.action_plans.tasks.take_in_company",
]
