"""Harmonie's settings and, beside it, the peer: Django's own admin over the same rows. Thrown away after the run."""

from harmonie.settings import *  # noqa: F403
from harmonie.settings import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.admin"]
# The address that is asked for is the test client's own.
ALLOWED_HOSTS = ["testserver"]
ROOT_URLCONF = "bench.peer_urls"
DEBUG = False
SECURE_SSL_REDIRECT = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MIDDLEWARE = [one for one in MIDDLEWARE if "whitenoise" not in one]
