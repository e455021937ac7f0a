"""Names that people read, and modules that stay readable."""

import re

import pytest
from django.db import models

from tests.guarantees.registry import history_models, our_models

from .source import is_migration, modules, relative

LONGEST = 350  # lines; beyond, a module is two modules
# What a sentence writes in capitals wherever it stands.
PROPER = ("SHA", "RSA", "AAH", "CCAS", "IBAN", "PDF")
OURS = [model for model in our_models() if model not in history_models()]


def is_lower_case(name: str) -> bool:
    return name.startswith(PROPER) or not name[:1].isupper()


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_labels_are_lower_case_and_french(model: type[models.Model]) -> None:
    own = [field for field in model._meta.local_fields if not field.primary_key and not field.generated]
    labels = [str(model._meta.verbose_name), str(model._meta.verbose_name_plural)]
    labels += [str(field.verbose_name) for field in own if field.name not in ("password", "last_login", "is_superuser")]
    assert [label for label in labels if not is_lower_case(label)] == []
    assert [label for label in labels if "'" in label or "_" in label] == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_constraints_are_named_after_their_model(model: type[models.Model]) -> None:
    wrong = [c.name for c in model._meta.constraints if not c.name.startswith(f"{model._meta.model_name}_")]
    assert wrong == [], "name it <model>_<fact>"


def test_stored_values_are_english() -> None:
    wrong = [
        f"{model._meta.label}.{field.name}: {value}"
        for model in OURS
        for field in model._meta.local_fields
        for value, _ in field.choices or ()
        if value and not re.fullmatch(r"[a-z0-9_./]+", str(value))
    ]
    assert wrong == []


def test_modules_are_short() -> None:
    long = {relative(path): len(path.read_text().splitlines()) for path in modules() if not is_migration(path)}
    wrong = {path: lines for path, lines in long.items() if lines > LONGEST}
    assert wrong == {}, "split it by what it is about"
