"""One settings file: the demonstration runs it bare, production gives it an environment.

`HARMONIE_MODE` is `demonstration` (default), `test` or `production`. Production refuses to start
without its own secret, hosts and database.
"""

import os
from importlib.metadata import files
from pathlib import Path

from django.utils.csp import CSP

from harmonie.environment import (
    database_settings,
    former_secret_keys,
    hosts,
    mailer,
    mode,
    public_url,
    required,
    scanner,
    secret_key,
    whole_number,
)

BASE_DIR = Path(__file__).resolve().parent.parent
MODE = mode()
PRODUCTION = MODE == "production"
DEMONSTRATION = MODE == "demonstration"
DEBUG = False
SECRET_KEY = secret_key(MODE)
SECRET_KEY_FALLBACKS = former_secret_keys()
ALLOWED_HOSTS = hosts(required("HARMONIE_HOSTS")) if PRODUCTION else ["*"]
HARMONIE_URL = public_url(MODE, ALLOWED_HOSTS)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if PRODUCTION]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "harmonie.staticfiles.LeanStaticFiles",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "harmonie",
    "harmonie.accounts",
    "harmonie.registry",
    "harmonie.schemes",
    "harmonie.documents",
    "harmonie.town",
    "harmonie.mail",
    "applications",
    "commission",
    "loans",
    "reporting",
    "demonstration",
]

MIDDLEWARE = [
    "harmonie.middleware.closed_to_others",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "harmonie.middleware.kept_by_nobody",
    "harmonie.town.queries.reads_town_once",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "harmonie.accounts.doors.shut_partners_out",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "harmonie.middleware.SaysWhenBusy",
]

ROOT_URLCONF = "harmonie.urls"
WSGI_APPLICATION = "harmonie.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "harmonie.context.house",
            ],
            "builtins": [
                "django.templatetags.static",
                "crispy_forms.templatetags.crispy_forms_tags",
                "harmonie.templatetags.harmonie",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "harmonie"
CRISPY_TEMPLATE_PACK = "harmonie"

DATABASES = {"default": database_settings(BASE_DIR)}
# Only the limits of sign-in are counted there, for all processes together; the table comes with a migration.
SHARED_CACHE = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "registry_cache"}
CACHES = {"default": SHARED_CACHE if MODE != "test" else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "harmonie.accounts.adapter.ClosedAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_FORMS = {
    "login": "harmonie.accounts.forms.SignInForm",
    "reset_password": "harmonie.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "harmonie.accounts.forms.NewPasswordForm",
    "change_password": "harmonie.accounts.forms.ChangePasswordForm",
    "reauthenticate": "harmonie.accounts.forms.ConfirmForm",
}
# In production one proxy stands in front and says who calls; elsewhere nobody is believed.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if PRODUCTION else 0
# The administration opens the accounts and vouches for their addresses.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_ADAPTER = "harmonie.accounts.adapter.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "harmonie.accounts.forms.CodeForm",
    "reauthenticate": "harmonie.accounts.forms.ConfirmCodeForm",
    "activate_totp": "harmonie.accounts.forms.ActivateForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Harmonie"

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "var" / "static"


def package_folder(package: str, inside: str) -> Path:
    """The folder `inside` of an installed package, whatever it declares as its modules."""
    for file in files(package) or []:
        if file.as_posix().startswith(inside + "/"):
            return Path(file.locate()).parents[len(file.parts) - len(Path(inside).parts) - 1]
    raise LookupError(f"{package} holds no folder {inside}")


STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("bootstrap", package_folder("bootstrap-wrapper", "bootstrap")),
    ("fonts", package_folder("font-source-sans-pro", "font_source_sans_pro/files")),
    ("fonts", package_folder("font-source-serif-pro", "font_source_serif_pro/files")),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "harmonie.staticfiles.HashedStorage"
        if MODE != "test"
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 10 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
# No script reads the token from its cookie: forms carry it.
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31536000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^sante/$"]  # asked from inside, where there is no TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend" if MODE != "test" else "django.tasks.backends.dummy.DummyBackend"
    }
}
MAILERS = {"default": mailer(MODE, BASE_DIR)}
DEFAULT_FROM_EMAIL = os.environ.get("HARMONIE_FROM", "ccas@harmonie.example")

# What people bring: megabytes of one file; clamd's socket, and how many seconds it may take over a file.
HARMONIE_UPLOAD_MB = whole_number("HARMONIE_UPLOAD_MB", 10)
HARMONIE_CLAMD = scanner()
HARMONIE_CLAMD_SECONDS = whole_number("HARMONIE_CLAMD_SECONDS", 30)
FILE_UPLOAD_HANDLERS = ["harmonie.documents.receiving.BoundedUpload"]

# Incidents go to the standard error stream, with their traceback; whoever runs the service keeps it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False}},
}

# Who the CCAS is until its administration writes it (harmonie/town): the first values, and those of the demonstration.
TOWN = {
    "name": os.environ.get("HARMONIE_TOWN", "Rivemont"),
    "ccas": os.environ.get("HARMONIE_CCAS", "CCAS de Rivemont"),
    "address": os.environ.get("HARMONIE_ADDRESS", "Hôtel de ville, 1 place de la Mairie"),
    "postcode": os.environ.get("HARMONIE_POSTCODE", "60990"),
    "phone": os.environ.get("HARMONIE_PHONE", "03 65 20 12 34"),
    "email": os.environ.get("HARMONIE_EMAIL", "ccas@rivemont.example"),
    "court": os.environ.get(
        "HARMONIE_COURT", "tribunal administratif d’Amiens, 14 rue Lemerchier, 80011 Amiens cedex 1"
    ),
}
