"""The product's settings as the tests want them: no hashed static files, no queue, their own database server."""

import os

os.environ["HARMONIE_MODE"] = "test"

from harmonie.settings import *  # noqa: F403
from harmonie.settings import STATIC_ROOT

# Nothing is gathered for the tests, and the server of static files warns of a folder that is not there.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
