"""The house's floors: a module imports lower floors only, files and functions stay small."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NABA = ROOT / "naba"

FLOORS: list[set[str]] = [
    {"errors", "digest", "filing", "frontmatter"},
    {
        "model",
        "text",
        "words",
        "collation",
        "ids",
        "bidi",
        "levels",
        "runs",
        "flow",
        "locale",
        "dates",
        "hijri",
    },
    {"urls", "listings", "related", "topics", "pictures"}
    | {"dossier", "inherit", "crosscheck", "story", "site", "index"},
    {"views", "page", "plan"},
    {"theme", "renderers", "inputs", "budgets"},
    {"checking", "fields", "markup", "content", "config", "wellknown"},
    {"source", "survey", "store", "renditions", "output", "heirs", "work", "cluster"},
    {"loading", "archive", "planning", "cause", "scout", "values"}
    | {"printing", "build", "run", "changed"},
    {"serve", "report", "check", "why", "verify"},
    {"commands", "cli"},
]


def _floor(noun: str) -> int:
    return next(number for number, nouns in enumerate(FLOORS) if noun in nouns)


def _noun(path: Path) -> str:
    return path.relative_to(NABA).parts[0].removesuffix(".py")


def _modules() -> list[Path]:
    return [path for path in sorted(NABA.rglob("*.py")) if path != NABA / "__init__.py"]


def _imports(path: Path) -> set[str]:
    nouns: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "naba":
            parts = (node.module or "").split(".")
            nouns |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
    return nouns - {"__version__"}


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(NABA)))
def test_a_module_imports_lower_floors_only(path: Path) -> None:
    own = _noun(path)
    for noun in _imports(path) - {own}:
        assert _floor(noun) <= _floor(own), f"{own} imports {noun} from a floor above"


def test_no_two_modules_import_each_other() -> None:
    wants: dict[str, set[str]] = {}
    for path in _modules():
        wants.setdefault(_noun(path), set()).update(_imports(path) - {_noun(path)})
    for start, direct in wants.items():
        seen: set[str] = set()
        ahead = set(direct)
        while ahead:
            noun = ahead.pop()
            seen.add(noun)
            ahead |= wants.get(noun, set()) - seen
        assert start not in seen, f"{start} reaches itself"


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(NABA)))
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            told = ast.get_docstring(node) is not None
            start = (first.end_lineno or 0) if told else node.lineno
            assert (node.end_lineno or 0) - start <= 40, f"{node.name} is too long"


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(NABA)))
def test_effects_stay_at_the_edge(path: Path) -> None:
    if _floor(_noun(path)) >= 6:
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Name):
            assert node.id != "open", f"{path.name} opens a file"
        if isinstance(node, ast.Attribute):
            assert node.attr not in {"environ", "read_text", "read_bytes", "write_text"}, (
                f"{path.name}:{node.lineno} has an effect"
            )
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr != "now", f"{path.name}:{node.lineno} reads the clock"
