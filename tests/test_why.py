"""``build.py why``: why a page was or would be rendered, in a sentence; nothing is written."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_type_hints

import msgspec
import pytest

from naba import work
from naba.build import Settings
from naba.digest import encode
from naba.errors import UsageError
from naba.inputs import Inputs, Naming
from naba.loading import Reader
from naba.planning import Planned, load, prepare
from naba.site import Clock
from naba.source import Project, engines
from naba.store import Store
from naba.why import why
from naba.why.words import is_worded, phrase
from naba.work import Elastic
from tests.conftest import Press
from tests.newspaper import NOW, SITE, Newspaper, story
from tests.papers import varied

ARTICLE = "ar/2024/08/n05/index.html"
N05 = "content/2024/n05/ar.md"


@pytest.fixture
def paper(newspaper: Press) -> Newspaper:
    made = newspaper(varied())
    made.build()
    return made


def ask(paper: Newspaper, target: str = ARTICLE) -> str:
    return why(Project.at(paper.root, paper.out), Settings(Clock(NOW)), target)


def test_a_page_that_is_as_it_should_be_is_current(paper: Newspaper) -> None:
    said = f"{ARTICLE} is current; it was last rendered because it was not there before."
    assert ask(paper) == said


@pytest.mark.parametrize(
    ("target", "page"),
    [
        (ARTICLE, ARTICLE),
        ("ar/2024/08/n05/", ARTICLE),
        ("ar/2024/08/n05", ARTICLE),
        ("/ar/2024/08/n05/", ARTICLE),
        ("/ar/2024/08/n05/#main", ARTICLE),
        ("https://news.example/ar/2024/08/n05/?from=feed", ARTICLE),
        ("https://news.example", "index.html"),
        ("/ar/feed.xml", "ar/feed.xml"),
        ("/ar/tags/%D8%A7%D9%84%D8%A3%D8%B1%D8%AF%D9%86/", "ar/tags/الأردن/index.html"),
        ("/ar/tags/الأردن/", "ar/tags/الأردن/index.html"),
        (".naba", ".naba"),
    ],
)
def test_a_page_is_named_by_its_path_its_address_or_its_url(
    paper: Newspaper, target: str, page: str
) -> None:
    assert ask(paper, target).startswith(f"{page} is current")


def test_a_page_is_named_by_its_path_from_here_too(
    paper: Newspaper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(paper.root)
    assert ask(paper, f"public/{ARTICLE}").startswith(f"{ARTICLE} is current")
    assert ask(paper, str(paper.out / ARTICLE)).startswith(f"{ARTICLE} is current")


def test_addresses_below_a_sub_path_are_understood(newspaper: Press) -> None:
    site = SITE.replace("https://news.example", "https://news.example/below")
    paper = newspaper({**varied(), "site.yaml": site})
    paper.build()
    for target in ("https://news.example/below/ar/", "/below/ar/", "/ar/", "ar/"):
        assert ask(paper, target).startswith("ar/index.html is current")


@pytest.mark.parametrize(
    ("old", "new", "target", "reason"),
    [
        ("title: خبر 5", "title: آخر", "/ar/2024/08/n05/", "`title` of the story changed"),
        ("نص.", "نص آخر.", "/ar/2024/08/n05/", "its text changed"),
        ("title: خبر 5", "title: آخر", "/ar/2024/08/n04/", "the next newer story changed"),
        ("title: خبر 5", "title: آخر", "/ar/2024/08/", "the stories that it lists changed"),
        ("نص.", "نص آخر.", "/ar/feed.xml", "the stories that it holds"),
        ("summary: ملخص 5", "summary: س", "/ar/2024/08/n05/", "`summary` of the story changed"),
        ("section: world", "section: science", "/ar/2024/08/n05/", "`section` of the story"),
        ("[سوريا]", "[لبنان]", "/ar/tags/", "the tags of the edition changed"),
    ],
)
def test_an_edit_of_a_story_is_told_by_the_field_that_changed(
    paper: Newspaper, old: str, new: str, target: str, reason: str
) -> None:
    paper.replace(N05, old, new)
    said = ask(paper, target)
    assert " would be rendered: " in said
    assert reason in said
    paper.build()
    assert " is current; it was last rendered because " in ask(paper, target)
    assert reason in ask(paper, target)


@pytest.mark.parametrize(
    ("path", "text", "target", "reason"),
    [
        ("templates/pages/404.html", "<p>Gone.", "/en/404.html", "template `pages/404.html`"),
        ("templates/strings/en.yaml", "skip_link: Skip\n", "/en/", "the string `skip_link`"),
        ("templates/strings/en.yaml", "latest: Newest\n", "/en/", "the string `latest`"),
        ("static/css/site.css", "p {}", "/en/", "the static file `css/site.css` changed"),
        ("static/css/site.css", "p {}", "/css/site.css", "its file changed"),
        ("site.yaml", SITE.replace("News", "Yes"), "/en/", "the edition and `editions` of site.y"),
        ("site.yaml", SITE.replace("Amman", "Gaza"), "/en/", "`timezone` of site.yaml changed"),
        ("content/pages/about/en.md", story("Us", None, kind="page"), "/en/", "standing pages"),
    ],
)
def test_an_edit_of_the_theme_or_the_site_is_told_by_its_name(
    paper: Newspaper, path: str, text: str, target: str, reason: str
) -> None:
    paper.write({path: text})
    assert reason in ask(paper, target)
    paper.build()
    assert reason in ask(paper, target)


def test_the_field_is_told_however_many_batches_are_rendered_before(
    paper: Newspaper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "BATCH", 1)
    paper.replace(N05, "title: خبر 5", "title: آخر")
    paper.build()
    assert ask(paper).endswith(" because `title` of the story changed.")


def test_what_was_done_in_the_output_folder_is_told(paper: Newspaper) -> None:
    (paper.out / ARTICLE).write_bytes(b"altered")
    assert ask(paper) == f"{ARTICLE} would be rendered: it was altered by hand."
    (paper.out / ARTICLE).unlink()
    assert ask(paper) == f"{ARTICLE} would be rendered: it was deleted from public/."
    paper.build()
    assert ask(paper).endswith(
        "is current; it was last rendered because it was deleted from public/."
    )
    (paper.out / "stray.txt").write_bytes(b"x")
    said = "stray.txt is not a page of the site; a build would delete it."
    assert ask(paper, "stray.txt") == said


def test_a_file_that_was_only_touched_keeps_its_reason(paper: Newspaper) -> None:
    paper.replace(N05, "title: خبر 5", "title: آخر")
    paper.build()
    (paper.out / ARTICLE).touch()
    assert "would be rendered, and not written: its file was touched" in ask(paper)
    paper.build()
    assert ask(paper).endswith("rendered because `title` of the story changed.")


def test_a_new_page_and_one_that_the_store_has_lost_are_told(paper: Newspaper) -> None:
    paper.write({"content/2024/n20/ar.md": story("جديد", "2024-08-20")})
    new = "ar/2024/08/n20/index.html"
    assert ask(paper, new) == f"{new} would be rendered: it was not there before."
    (paper.root / ".naba/store.sqlite3").unlink()
    assert ask(paper).endswith("would be rendered: the store knew nothing of it.")


def test_what_is_hidden_is_no_page(paper: Newspaper) -> None:
    paper.replace(N05, "title:", "status: withheld\ntitle:")
    assert "a build would delete it" in ask(paper)
    paper.build()
    with pytest.raises(UsageError, match="is not a page of the site"):
        ask(paper)


def test_asking_writes_nothing(paper: Newspaper) -> None:
    paper.replace(N05, "title: خبر 5", "title: آخر")

    def everything() -> dict[str, tuple[bytes, int]]:
        files = (path for path in paper.root.rglob("*") if path.is_file())
        return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}

    before = everything()
    ask(paper)
    assert everything() == before
    shutil.rmtree(paper.root / ".naba")
    before = everything()
    ask(paper)
    assert everything() == before
    assert not (paper.root / ".naba").exists()


@pytest.mark.parametrize("damage", ["cut", "empty", "another version"])
def test_a_damaged_store_is_left_as_it_is(paper: Newspaper, damage: str) -> None:
    store = paper.root / ".naba/store.sqlite3"
    if damage == "another version":
        with sqlite3.connect(store) as base:
            base.execute("UPDATE meta SET value = '0' WHERE key = 'schema'")
        base.close()
    else:
        store.write_bytes(store.read_bytes()[:3000] if damage == "cut" else b"")
    before = store.read_bytes()
    assert ask(paper).endswith("would be rendered: the store knew nothing of it.")
    assert store.read_bytes() == before


def test_the_command_answers_with_its_exit_codes(paper: Newspaper) -> None:
    ran = paper.run("why", ARTICLE)
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert ran.stdout.startswith(f"{ARTICLE} is current")
    ran = paper.run("why", "/ar/2024/08/n55/")
    said = "ar/2024/08/n55/index.html is not a page of the site; the nearest is "
    assert ran.exit_code == 2
    assert re.fullmatch(re.escape(said) + r"ar/2024/08/n\d\d/index.html\n", ran.stderr)
    ran = paper.run("why", "https://elsewhere.example/ar/")
    where = "which stands at https://news.example"
    assert ran.stderr == f"https://elsewhere.example/ar/ is not on this site, {where}\n"
    assert ran.exit_code == 2
    paper.replace(N05, "title:", "titel:")
    ran = paper.run("why", ARTICLE)
    assert ran.exit_code == 1
    assert "unknown field `titel`" in ran.stderr


def test_every_input_of_every_page_has_words(sample: Newspaper, tmp_path: Path) -> None:
    project = Project.at(sample.root, tmp_path / "out", state=tmp_path / "state")
    store = Store(tmp_path / "store.sqlite3", engines())
    with Elastic(1) as executor:
        settings = Settings(Clock(NOW))
        ready = prepare(project, settings, Reader(store))
        sources = load(project, settings, ready, executor)
    naming = Naming(store.engines, sources.theme, store.kept_or_none)
    pages = Planned(project, sources).pages().values()
    nothing = Inputs(encode(()), {})
    names = {name for page in pages for name in naming.differing(page, nothing)}
    names |= {name for parts in naming.all_parts(pages).values() for name in parts}
    names |= {name for view in {page.view for page in pages if page.view} for name in _fields(view)}
    store.close()
    assert len(names) > 100
    assert sorted(name for name in names if not is_worded(name)) == []


def _fields(view: Callable[..., Any]) -> set[str]:
    """The names of all fields that a view's arguments can have, but for the press's."""
    types = (hint for name, hint in get_type_hints(view).items() if name not in ("press", "return"))
    structs = (
        hint for hint in types if isinstance(hint, type) and issubclass(hint, msgspec.Struct)
    )
    return {f"{each.__name__}.{field}" for each in structs for field in each.__struct_fields__}


def test_many_inputs_are_told_by_the_first() -> None:
    names = [f"template {letter}.html" for letter in "abcdefgh"]
    assert phrase(names).endswith("the template `e.html` and 3 other things")
    assert phrase(["Article.title", "Article.tags", "bodies", "Article.body"]) == (
        "`title` and `tags` of the story and its text"
    )
