"""Small whole newspapers, written as text in a test, built for real in a folder of their own."""

from __future__ import annotations

import io
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from click.testing import CliRunner, Result
from PIL import Image

from naba.build import BuildReport, Settings
from naba.cli import main
from naba.errors import ContentError, Problem
from naba.run import run_build
from naba.site import Clock
from naba.source import Project

ROOT = Path(__file__).parent.parent
SAMPLE_NOW = datetime(2026, 1, 1, tzinfo=UTC)
NOW = datetime(2024, 9, 1, 12, tzinfo=UTC)

SITE = """\
base_url: https://news.example
timezone: Asia/Amman
editions:
  - {lang: ar, name: العربية, title: الجريدة, tagline: أخبار, description: للتجربة, months: dual}
  - {lang: en, name: English, title: The Paper, tagline: News, description: A paper to try with}
sections:
  - {id: world, name: {ar: العالم, en: World}}
  - {id: science, name: {ar: العلوم, en: Science}}
page_size: 5
"""


def story(
    title: str = "عنوان", date: str | None = "2024-08-18 10:00", body: str = "نص.\n", **fields: str
) -> str:
    """A story file. ``fields`` are YAML values as they stand in the file."""
    lines = [f"title: {title}"] + ([f"date: {date}"] if date else [])
    lines += [f"{name}: {value}" for name, value in fields.items()]
    return "---\n" + "\n".join(lines) + "\n---\n" + body


def picture(width: int = 40, height: int = 30, format: str = "PNG", colour: str = "teal") -> bytes:
    """The bytes of a small picture."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, format)
    return out.getvalue()


class Newspaper:
    """A newspaper in a folder of a test's own.

    Files are given by path from its folder, as text or bytes; ``site.yaml`` is there already.
    """

    def __init__(self, root: Path, files: Mapping[str, str | bytes] | None = None) -> None:
        self.root = root
        self.out = root / "public"
        root.mkdir(parents=True, exist_ok=True)
        given = dict(files or {})
        if not (root / "site.yaml").exists():
            given.setdefault("site.yaml", SITE)
        self.write(given)

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Makes or replaces files."""
        for path, content in files.items():
            goal = self.root / path
            goal.parent.mkdir(parents=True, exist_ok=True)
            goal.write_bytes(content.encode() if isinstance(content, str) else content)

    def delete(self, path: str) -> None:
        (self.root / path).unlink()

    def replace(self, path: str, old: str, new: str) -> None:
        """Edits a file; the old text must be there."""
        text = (self.root / path).read_text("utf-8")
        assert old in text
        self.write({path: text.replace(old, new)})

    def build(
        self,
        now: datetime = NOW,
        *,
        drafts: bool = False,
        base_url: str | None = None,
        fresh: bool = False,
        strict: bool = False,
        jobs: int = 1,
        out: Path | None = None,
    ) -> BuildReport:
        """Builds; raises ``ContentError`` or ``UsageError`` as a build does."""
        settings = Settings(Clock(now, drafts), base_url, jobs, strict)
        project = Project.at(self.root, out or self.out)
        return run_build(project, settings, lambda *_: None, fresh=fresh).report

    def problems(self, now: datetime = NOW) -> tuple[Problem, ...]:
        """What is wrong with the newspaper; fails if nothing is."""
        try:
            self.build(now)
        except ContentError as error:
            return error.problems
        raise AssertionError("the newspaper builds")

    def run(self, *arguments: str, env: Mapping[str, str] | None = None) -> Result:
        """The command line in this folder, with the time of ``NOW`` unless told otherwise."""
        now = () if "--now" in arguments or arguments[:1] == ("schema",) else ("--now", str(NOW))
        site = () if arguments[:1] == ("schema",) else ("--site", str(self.root))
        return CliRunner().invoke(main, [*arguments, *site, *now], env=env)

    def tree(self, out: Path | None = None) -> dict[str, bytes]:
        """Every file of the built site, by path."""
        top = out or self.out
        return {
            path.relative_to(top).as_posix(): path.read_bytes()
            for path in sorted(top.rglob("*"))
            if path.is_file()
        }

    def page(self, address: str) -> str:
        """The text of the file served at an address such as ``/ar/``."""
        path = address.lstrip("/")
        path += "index.html" if not path or path.endswith("/") else ""
        return (self.out / path).read_text("utf-8")

    def has(self, address: str) -> bool:
        path = address.lstrip("/")
        path += "index.html" if not path or path.endswith("/") else ""
        return (self.out / path).is_file()


def copy_of_sample(goal: Path, *, small_pictures: bool = False) -> Newspaper:
    """The sample newspaper in a folder of its own; with pictures of a few pixels if so wanted."""
    if not goal.exists():
        shutil.copytree(ROOT / "content", goal / "content")
        shutil.copy(ROOT / "site.yaml", goal)
        for file in goal.rglob("*.png") if small_pictures else ():
            file.write_bytes(picture(16, 9))
    return Newspaper(goal)
