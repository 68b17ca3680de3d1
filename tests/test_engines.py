"""What a page is rendered by is in its fingerprint: no module and no library is forgotten."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from naba import source

NABA = source.ENGINE
# These carry values or speak of errors. What they hold is in a page's inputs, or in no page.
CARRIERS = {
    "dates.py", "digest.py", "errors.py", "frontmatter/__init__.py", "hijri.py", "model.py",
    "page.py", "renderers/__init__.py", "theme/__init__.py", "theme/names.py", "urls.py",
    "views/data.py", "views/pages.py", "views/parts.py",
}  # fmt: skip


def _imported(path: Path) -> Iterator[Path]:
    """The files of Naba that a module imports, and runs the code of."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "naba":
            base = NABA.joinpath(*(node.module or "").split(".")[1:])
            for each in (base, *(base / alias.name for alias in node.names)):
                for file in (each.with_suffix(".py"), each / "__init__.py"):
                    if file.is_file() and file != NABA / "__init__.py":
                        yield file


def _reached(*names: str) -> set[str]:
    """The modules that these go through, themselves among them; what only carries is left out."""
    seen: set[str] = set()
    ahead = [NABA / name for name in names]
    while ahead:
        path = ahead.pop()
        name = path.relative_to(NABA).as_posix()
        if name not in seen | CARRIERS:
            seen.add(name)
            ahead += _imported(path)
    return seen


def test_a_share_card_s_engine_holds_every_module_that_it_goes_through() -> None:
    reached = _reached("renderers/card.py", "renderers/template.py", "views/cards.py")
    assert reached == set(source.CARD_MODULES)


def test_a_picture_s_engine_holds_every_module_that_it_goes_through() -> None:
    reached = _reached("renderers/picture.py")
    assert reached == {"pictures.py", "renderers/picture.py"}


def test_other_rules_of_time_zones_are_another_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for version in ("2024a", "2024b"):
        (tmp_path / "tzdata.zi").write_text(f"# version {version}\n...\n", "utf-8")
        monkeypatch.setattr("zoneinfo.TZPATH", (str(tmp_path),))
        source.engines.cache_clear()
        found.append(source.engines())
    source.engines.cache_clear()
    assert found[0]["template"] != found[1]["template"]
    assert found[0]["picture"] == found[1]["picture"]
