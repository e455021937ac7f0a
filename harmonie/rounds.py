"""What must not depend on a task alone: each app may keep a module `rounds` whose `make_rounds(now)` looks after it.

A round is short, does nothing when there is nothing to do, and may be made by several workers at once.
"""

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

type Round = Callable[[datetime], None]


def rounds() -> list[Round]:
    """The rounds of every installed app of the house, in the order of the corridor."""
    names = [f"{app.name}.rounds" for app in apps.get_app_configs() if app.name != "harmonie"]
    return [import_module(name).make_rounds for name in names if find_spec(name)]
