"""Only actions write: named, keyword-only, one transaction each."""

import ast
from pathlib import Path

import pytest

from .source import ROOT, is_migration, modules, relative, tree

WRITES = {
    "save", "create", "bulk_create", "update_or_create", "get_or_create", "bulk_update", "delete", "aupdate", "asave",
    "acreate", "adelete", "update",
}  # fmt: skip
# Where writing is at home: the actions, the register beneath them, and the manager that makes a person with a password.
WRITERS = (
    "actions.py",
    "applications/actions/",
    "commission/actions/",
    "commission/voting.py",
    "commission/deciding.py",
    "loans/papers/issuing.py",
    "loans/actions/",
    "harmonie/registry/",
    "harmonie/mail/sending.py",
    "harmonie/accounts/models.py",
)
# The demonstration is not part of the product: it founds the town, then lets the actions tell the story.
OUTSIDE = ("demonstration/",)
NOT_A_TABLE = {
    "context",
    "attrs",
    "kwargs",
    "initial",
    "widget.attrs",
    "data",
    "cleaned_data",
    "messages",
    "digest",
    "pdf",
    "book",
    "picture",
}


def writes(path: Path) -> list[str]:
    """Calls of a writing method of the ORM. A dictionary's or a digest's `update` is told apart by its owner's name."""
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            owner = ast.unparse(node.func.value)
            if owner.split("(")[0].rpartition(".")[2] not in NOT_A_TABLE and not owner.endswith("attrs"):
                found.append(f"{relative(path)}:{node.lineno} {owner}.{node.func.attr}()")
    return found


def test_only_actions_write() -> None:
    wrong = [
        write
        for path in modules()
        if not (is_migration(path) or relative(path).startswith(OUTSIDE))
        and not any(part in relative(path) for part in WRITERS)
        for write in writes(path)
    ]
    assert wrong == [], "move the write into a named function of the room's actions.py"


def test_the_heuristic_sees_a_write(tmp_path: Path) -> None:
    assert any("create" in write for write in writes(ROOT / "loans" / "actions" / "base.py"))


def holds_actions(path: Path) -> bool:
    return path.name == "actions.py" or (path.parent.name == "actions" and path.name != "base.py")


def actions() -> list[tuple[str, ast.FunctionDef]]:
    return [
        (relative(path), node)
        for path in modules()
        if (path.name == "actions.py" or (path.parent.name == "actions" and path.name != "base.py"))
        and "demonstration" not in relative(path)
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


@pytest.mark.parametrize(("path", "action"), actions(), ids=lambda part: getattr(part, "name", part))
def test_an_action_names_its_arguments_and_knows_no_page(path: str, action: ast.FunctionDef) -> None:
    """The rows a caller locks or counts come first (`lock(loan)`); whoever acts, and when, are always named."""
    positional = {argument.arg for argument in action.args.args}
    assert not positional & {"by", "now", "today", "amount", "why", "reason"}, (
        f"{path}: {action.name} takes them by name"
    )
    assert "request" not in positional | {argument.arg for argument in action.args.kwonlyargs}


def test_actions_do_not_read_the_clock() -> None:
    wrong = [
        f"{relative(path)}:{node.lineno}"
        for path in modules()
        if path.name in ("actions.py", "rules.py", "voting.py", "deciding.py", "schedule.py", "eligibility.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("timezone.now", "datetime.now", "date.today")
    ]
    assert wrong == [], "take `now` or `today` as an argument: the view reads the clock"
