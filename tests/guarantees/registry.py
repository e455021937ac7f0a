"""Every table of ours, and everything the database was told to refuse about it."""

import pgtrigger
from django.apps import apps
from django.db import models

OURS = (
    "accounts",
    "registry",
    "schemes",
    "documents",
    "town",
    "mail",
    "applications",
    "commission",
    "loans",
    "reporting",
)


def our_models() -> list[type[models.Model]]:
    return [model for label in OURS for model in apps.get_app_config(label).get_models()]


def history_models() -> list[type[models.Model]]:
    return [model for model in our_models() if hasattr(model, "pgh_tracked_model")]


def tracked_models() -> list[type[models.Model]]:
    return [model.pgh_tracked_model for model in history_models()]


def triggers(ending: str = "") -> list[tuple[type[models.Model], pgtrigger.Trigger]]:
    """The triggers whose name ends so, each with its table."""
    return [(model, trigger) for model, trigger in pgtrigger.registered() if trigger.name.endswith(ending)]


def constraint_names() -> set[str]:
    return {constraint.name for model in our_models() for constraint in model._meta.constraints}
