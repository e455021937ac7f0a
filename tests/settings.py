"""The product's settings as the tests want them: no hashed static files, no queue, their own database server."""

import os

os.environ["HARMONIE_MODE"] = "test"

from harmonie.settings import *  # noqa: F403

# Static files come straight from where they are written; the tests need no collecting.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True

# Dozens of people are made and signed in; how slow a password is to guess is not what is tested.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
