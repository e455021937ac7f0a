"""Every view says which methods it answers, and a POST counts once."""

import ast
from pathlib import Path

from .source import modules, relative, tree

METHODS = {"require_POST", "require_safe", "require_http_methods"}


def views() -> list[tuple[Path, ast.FunctionDef]]:
    """Functions of a views module whose first argument is the request."""
    return [
        (path, node)
        for path in modules()
        if path.name.endswith("views.py") or path.parent.name == "views"
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and node.args.args
        and node.args.args[0].arg == "request"
    ]


# A decorator that a room gives a name of its own: FORM_OR_POST = require_http_methods(["GET", "POST"]).
NICKNAMES = {
    node.targets[0].id: ast.unparse(node.value)
    for path in modules()
    for node in tree(path).body
    if isinstance(node, ast.Assign)
    and isinstance(node.targets[0], ast.Name)
    and "require_http" in ast.unparse(node.value)
}


def decorators(view: ast.FunctionDef) -> dict[str, str]:
    """The names a view is decorated with, and how each is written."""
    written = [ast.unparse(decorator) for decorator in view.decorator_list]
    written = [NICKNAMES.get(text, text) for text in written]
    return {text.split("(")[0]: text for text in written}


def takes_posts(view: ast.FunctionDef) -> bool:
    names = decorators(view)
    return "require_POST" in names or "POST" in names.get("require_http_methods", "")


# A cookie of the browser's own, one's own unsaved typing, the heartbeat of an open page: twice changes nothing.
IDEMPOTENT = {
    "harmonie/public/views.py:theme",
    "harmonie/registry/views.py:keep_input",
    "applications/dossier/views.py:reading",
}


def where(path: Path, view: ast.FunctionDef) -> str:
    return f"{relative(path)}:{view.name}"


def routed(path: Path, view: ast.FunctionDef) -> bool:
    urls = path.parent / "urls.py"
    return urls.exists() and f".{view.name}," in urls.read_text()


def test_every_view_names_its_methods() -> None:
    wrong = [where(path, view) for path, view in views() if routed(path, view) and not METHODS & set(decorators(view))]
    assert wrong == [], "decorate with require_safe, require_POST or require_http_methods"


def test_a_post_counts_once() -> None:
    wrong = [
        where(path, view)
        for path, view in views()
        if takes_posts(view) and "posts_once" not in decorators(view) and where(path, view) not in IDEMPOTENT
    ]
    assert wrong == [], "decorate with harmonie.registry.once.posts_once and show {% once %} in the form"


def test_a_view_is_closed_before_anything_else() -> None:
    """`requires` stands outermost, so that a stranger's POST is a 404 before it is anything else."""
    wrong = [
        where(path, view)
        for path, view in views()
        if "requires" in decorators(view) and not ast.unparse(view.decorator_list[0]).startswith("requires")
    ]
    assert wrong == []
