"""Which apps there are, and what stands around every request."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "weerbaar.portal.accounts",
    "weerbaar.portal.audit",
    "weerbaar.portal.organisations",
    "weerbaar.portal.scans",
    "weerbaar.portal.assessments",
    "weerbaar.portal.action_plans",
    "weerbaar.portal.parks",
    "weerbaar.portal.providers",
    "weerbaar.portal.quotes",
    "weerbaar.portal.joint_purchases",
    "weerbaar.portal.trajectories",
    "weerbaar.portal.surveys",
    "weerbaar.portal.inspections",
    "weerbaar.portal.incidents",
    "weerbaar.portal.figures",
    "weerbaar.portal.meetings",
    "weerbaar.portal.biz",
    "weerbaar.portal.analyses",
    "weerbaar.portal.audits",
    "weerbaar.portal.api_access",
    "weerbaar.portal.web",
    # After our own, so that our pages take the place of theirs.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "weerbaar.portal.config.middleware.proxies.TrustedProxies",
    "weerbaar.portal.config.middleware.request_log.RequestLog",
    "weerbaar.portal.config.middleware.headers.MoreHeaders",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "weerbaar.portal.web.language_choice.LanguageChoice",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
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
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
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
