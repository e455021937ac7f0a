"""History that no code path can skip: triggers write it, and nothing else may."""

from collections.abc import Callable, Sequence

import pghistory
import pgtrigger
from django.db import models

from .guards import append_only, refuse

type Decorator = Callable[[type[models.Model]], type[models.Model]]


def every_change(*, exclude: Sequence[str] = ()) -> Decorator:
    """Records each insertion, change and removal of a row.

    The history is append-only, and a row inserted into it by hand is refused: it can only come from its trigger.
    """
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=list(exclude),
        append_only=False,  # ours has a name of its own
        meta={"triggers": [_from_triggers_only(), *append_only("history")]},
    )


def _from_triggers_only() -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="history_from_triggers_only",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=f"""
            IF pg_trigger_depth() < 2 THEN
                {refuse("history_from_triggers_only", "history is written by the change itself")}
            END IF;
            RETURN NEW;
        """,
    )
