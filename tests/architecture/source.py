"""The product's own files, as the tests of this folder read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# The corridor. A room may import those before it, never one after it.
CORRIDOR = ("harmonie", "applications", "commission", "loans", "reporting", "demonstration")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def modules() -> list[Path]:
    """Every Python file of the rooms, migrations included."""
    return sorted(path for room in CORRIDOR for path in (ROOT / room).rglob("*.py"))


def is_migration(path: Path) -> bool:
    return path.parent.name == "migrations"


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Each module that a file imports by its full name, with the line where it does."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


@cache
def sentences(path: Path) -> tuple[str, ...]:
    """The strings that a module may show: not its docstrings, and an f-string with ¤ for each of its values."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    pieces = {id(piece) for node in ast.walk(tree(path)) if isinstance(node, ast.JoinedStr) for piece in node.values}
    return tuple(
        _written(node)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in docstrings | pieces and _written(node)
    )


def _written(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(_written(piece) if isinstance(piece, ast.Constant) else "¤" for piece in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


@cache
def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))
