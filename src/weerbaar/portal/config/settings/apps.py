"""Which apps there are, and what stands around every request."""

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "weerbaar.portal.audit",
    "weerbaar.portal.scans",
    "weerbaar.portal.web",
]

MIDDLEWARE = [
    "weerbaar.portal.config.middleware.proxies.TrustedProxies",
    "weerbaar.portal.config.middleware.request_log.RequestLog",
    "weerbaar.portal.config.middleware.headers.MoreHeaders",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "weerbaar.portal.web.language_choice.LanguageChoice",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "weerbaar.portal.config.urls"
WSGI_APPLICATION = "weerbaar.portal.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DEBUG = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "weerbaar.portal.web.site_context.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_htmx.templatetags.django_htmx",
                "weerbaar.portal.web.components.tags",
            ],
        },
    }
]
