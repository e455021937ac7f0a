"""One corridor: a room imports those before it, and no room reaches back."""

import ast

from .source import CORRIDOR, ROOT, imports, is_migration, modules, relative, tree

INSTEAD = (
    "A room imports only rooms on its left in:"
    " harmonie → applications → commission → loans → reporting → demonstration. "
    "What a later room must know of an earlier one, it pulls. What an earlier room must show of a later one,"
    " it is told: the later room calls applications.actions.record_milestone() or another action of the earlier one."
)
# Django's own composition root: it names every room, as text or by including its addresses.
ROOT_OF_ALL = {"harmonie/settings.py", "harmonie/urls.py"}


def test_no_room_reaches_back() -> None:
    wrong = []
    for path in modules():
        room = CORRIDOR.index(path.relative_to(ROOT).parts[0])
        later = CORRIDOR[room + 1 :]
        wrong += [
            f"{relative(path)}:{line} imports {name}"
            for name, line in imports(path)
            if name.split(".")[0] in later and relative(path) not in ROOT_OF_ALL
        ]
    assert wrong == [], INSTEAD


def test_nobody_imports_the_composition_root() -> None:
    wrong = [
        f"{relative(path)}:{line}"
        for path in modules()
        for name, line in imports(path)
        if name.startswith(("harmonie.settings", "harmonie.urls", "harmonie.wsgi"))
    ]
    assert wrong == [], "read settings through django.conf, addresses through their names"


def test_weasyprint_has_one_door() -> None:
    users = {relative(path) for path in modules() for name, _ in imports(path) if name.startswith("weasyprint")}
    assert users == {"harmonie/documents/pdf.py"}, "render through harmonie.documents.pdf.render_pdf()"


def test_imports_stand_at_the_top() -> None:
    """An import inside a function hides a circle between two modules: move what both need to a third."""
    wrong = [
        f"{relative(path)}:{node.lineno}"
        for path in modules()
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom) and relative(path) not in EARLY
    ]
    assert wrong == []


# Runs before Django's settings exist, and only imports the embedded server where it is wanted.
EARLY = {"harmonie/environment.py", "harmonie/postgres.py"}


def test_migrations_do_not_import_living_code() -> None:
    wrong = [
        f"{relative(path)}:{line} imports {name}"
        for path in modules()
        if is_migration(path)
        for name, line in imports(path)
        # A model's field or expression that the migration's state is made of cannot be anything else.
        if name.split(".")[0] in CORRIDOR and not name.endswith(MADE_OF)
    ]
    assert wrong == [], "a migration reads tables through apps.get_model(), never today's models or actions"


MADE_OF = (
    "harmonie.together.Together",  # an operation, not a table
    "applications.models.applicant",
    "harmonie.documents.models",
    "harmonie.schemes.models",
    "harmonie.accounts.models",
)
