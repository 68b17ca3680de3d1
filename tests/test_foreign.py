"""Text that was never written for Naba: it builds, or an editor is told where it doesn't."""

from __future__ import annotations

import contextlib
import functools
import json
import re
import signal
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naba.content import Filed, compile_story, decode
from naba.errors import ContentError, Problem
from tests import foreign
from tests.conftest import Press
from tests.links import Pages
from tests.newspaper import Newspaper, picture, story

STRINGS = {"table": "جدول", "footnotes": "حواشٍ", "footnote_back": "عودة إلى {n}"}
FILED = Filed("2024/a/ar.md", "2024/a", "ar")
LINE = re.compile(r"(?P<file>[^:]+)(?::(?P<line>\d+))?(?::(?P<column>\d+))?: (?P<fact>.+?); (.+)")
FRONT = "---\ntitle: قصة\ndate: 2024-08-18\n"


class Late(BaseException):
    """A test takes so long that it would never end. No ``except Exception`` stops it."""


@contextlib.contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raises ``Late`` where that which is in it takes longer."""

    def late(*_: object) -> None:
        raise Late

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@functools.lru_cache(maxsize=4)
def rows_of(raw: bytes) -> list[str]:
    text = decode(raw, "")[0] or raw.decode("utf-8-sig", "replace")
    return re.split("\r\n|\r|\n", text)


def check_place(raw: bytes, line: int, column: int) -> None:
    """Fails unless a place is in the file that it is told of."""
    rows = rows_of(raw)
    assert 0 <= line <= len(rows)
    assert 0 <= column <= (len(rows[line - 1]) + 1 if line else 0)


def judge(raw: bytes) -> None:
    """Fails unless a story file's bytes become a draft or problems with places."""
    with within(60):
        compiled = compile_story(raw, FILED, "Asia/Amman", STRINGS)
    errors = [problem for problem in compiled.problems if not problem.warning]
    assert bool(compiled.draft) != bool(errors)
    for problem in compiled.problems:
        check_problem(problem, raw)


def check_problem(problem: Problem, raw: bytes) -> None:
    check_place(raw, problem.line, problem.column)
    for words in (problem.fact, problem.remedy):
        assert words.strip()
        assert "\n" not in words
        assert "naba." not in words


@settings(max_examples=300)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_story_or_told_as_none(raw: bytes) -> None:
    judge(raw)


@settings(max_examples=300)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_in_both_parts_of_a_story_is_read_or_told(front: str, body: str) -> None:
    judge(f"---\n{front}\n---\n{body}".encode("utf-8", "surrogatepass"))


MARKS = [
    *"\n \t:-[]{}#&*!|>'\"%@`,?", "- ", ": ", "title", "date", "tags", "image", "file", "alt",
    "2024-08-18", "قصة", "---", "...", "<<", "~", "null", "&a", "*a", "!!set", "\\u202e", "\u2028",
]  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.sampled_from(MARKS), max_size=25).map("".join))
def test_front_matter_made_of_marks_is_read_or_told(front: str) -> None:
    judge(f"---\n{front}\n---\nنص\n".encode())
    judge(f"---\ntitle: أ\n{front}\n---\nنص\n".encode())


TOKENS = [
    *"*_`[]()!<>#-+|:~^{}\\/&\"'=", "\n", "\n\n", "    ", "\t", "> ", "1. ", "- ", "///",
    "/// quote", "/// gallery\n", "\n    lang: en", "```", "~~~", "![", "](", "[^1]", "[^1]: ",
    "<div>", "</div>", "<script>", "<!--", "-->", "<a href=\"", "<img src=a.png>", "&#1;", "&amp;",
    "{: #a }", "{{< x >}}", "{% x %}", "[[a]]", "![[a.png]]", "https://example.org", "javascript:",
    "a.png", "../b/ar.md", "قصة", "words", "===", "---", "|-|", "\u2066", "\u2069", "\u200f",
]  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.sampled_from(TOKENS), max_size=40).map("".join))
def test_text_made_of_marks_is_read_or_told(body: str) -> None:
    judge(f"{FRONT}---\n{body}".encode())


def run(paper: Newspaper) -> tuple[int, dict[str, list[str]]]:
    """Builds by the command line; the exit code, and what is told of each file."""
    with within(120):
        result = paper.run("--jobs", "1")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.stderr
    told: dict[str, list[str]] = {}
    for line in result.stderr.splitlines():
        if not line.endswith("nothing was written."):
            found = LINE.fullmatch(line)
            assert found, line
            raw = (paper.root / found["file"]).read_bytes()
            check_place(raw, int(found["line"] or 0), int(found["column"] or 0))
            told.setdefault(found["file"], []).append(found["fact"])
    return result.exit_code, told


def errors(told: dict[str, list[str]]) -> set[str]:
    return {file for file, facts in told.items() if not all("warning: " in fact for fact in facts)}


def test_what_is_told_of_foreign_stories_is_all_that_keeps_them_from_building(
    newspaper: Press,
) -> None:
    files = dict(foreign.stories(440))
    paper = newspaper(files)
    code, told = run(paper)
    assert code == 1
    bad = errors(told)
    assert {file.split("/")[1] for file in bad} >= {s.__name__ for s in foreign.STYLES[:-1]}
    for file in bad:
        paper.delete(file)
    code, told = run(paper)
    assert code == 0
    assert not errors(told)
    built = [page for page in paper.tree() if re.fullmatch(r"ar/\d{4}/\d\d/[^/]+/index.html", page)]
    assert len(built) == len(files) - len(bad)
    assert len(built) > 10
    assert Pages(paper.out, "https://news.example").broken() == []


FIELDS = st.fixed_dictionaries(
    {"title": st.text(max_size=30)},
    optional={
        **{name: st.text(max_size=20) for name in ("summary", "slug", "id", "date", "section")},
        **{
            name: st.lists(st.text(max_size=12), max_size=4)
            for name in ("tags", "authors", "translators", "aliases", "related")
        },
    },
)


@settings(max_examples=20)
@given(st.lists(FIELDS, min_size=3, max_size=3))
def test_any_values_of_fields_build_or_are_told(
    tmp_path_factory: pytest.TempPathFactory, fields: list[dict[str, object]]
) -> None:
    files: dict[str, str | bytes] = {}
    for at, each in enumerate(fields):
        front = json.dumps({"date": "2024-08-18", **each}, ensure_ascii=at == 0)
        raw = f"---\n{front}\n---\nنص\n".encode("utf-8", "surrogatepass")
        files[f"content/{at}/ar.md"] = raw
    paper = Newspaper(tmp_path_factory.mktemp("values") / "newspaper", files)
    try:
        paper.build()
    except ContentError as error:
        for problem in error.problems:
            file = paper.root / problem.file
            check_problem(problem, file.read_bytes() if file.is_file() else b"")


NAMES = [
    "a b", "قصة", "🌙", "100%", "a%2Fb", "it's", 'a"b', "a#b", "a?b", "a&b", "a;b", "a+b", "a=b",
    "$(x)", "a.b.c", "a,b", "-", "٢٠٢٤", "con", "index", "ا" * 120, "a" * 240, "a\\b", "a:b",
    "[a]", "{a}", "a@b", "~a", "a|b", "*",
]  # fmt: skip


def test_every_name_of_a_folder_or_a_picture_makes_a_page_whose_links_lead_somewhere(
    newspaper: Press,
) -> None:
    files: dict[str, str | bytes] = {}
    for at, sign in enumerate(NAMES):
        name = f"{sign}-{at}"
        image = json.dumps({"file": f"{name}.png", "alt": "صورة"}, ensure_ascii=False)
        files[f"content/2024/{name}/ar.md"] = story(title="قصة", image=image)
        files[f"content/2024/{name}/{name}.png"] = picture()
    paper = newspaper(files)
    paper.build()
    built = [page for page in paper.tree() if re.fullmatch(r"ar/2024/08/[^/]+/index.html", page)]
    assert len(built) == len(NAMES)
    assert Pages(paper.out, "https://news.example").broken() == []


def test_folders_may_be_deep(newspaper: Press) -> None:
    deep = "/".join(f"folder-{level}" for level in range(60))
    paper = newspaper({f"content/{deep}/قصة/ar.md": story(), f"content/{deep}/b.ar.md": story()})
    paper.build()
    assert paper.has("/ar/2024/08/b/")


BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(letter)}: &{chr(letter)} [{', '.join(f'*{chr(letter - 1)}' for _ in range(9))}]\n"
    for letter in range(ord("b"), ord("z"))
)
DEEP = "lists, quotations or HTML elements are nested too deeply in this text"
NESTED = "lists or fields are nested too deeply here"
WORDS = "كلمات من قصة طويلة فيها Latin words و2024 رقماً. "

BODY = f"{FRONT}---\n"
EXTREMES: dict[str, tuple[str, str | None]] = {
    "five megabytes": (BODY + (WORDS * 20 + "\n\n") * 3200, None),
    "a paragraph of a megabyte": (BODY + WORDS * 13_000, None),
    "ten thousand empty lines": (BODY + "\n" * 10_000 + "نص", None),
    "ten thousand empty lines of fields": (FRONT + "\n" * 10_000 + "---\nنص", None),
    "ten thousand tags": (FRONT + "tags: [" + "a, " * 10_000 + "b]\n---\n", None),
    "a summary of ten thousand lines": (FRONT + "summary: >\n" + "  a\n" * 10_000 + "---\n", None),
    "ten thousand fields": (
        FRONT + "".join(f"a{n}: b\n" for n in range(10_000)) + "---\n",
        "unknown field `a0`",
    ),
    "quotations in each other": (BODY + ">" * 2_000 + "نص", DEEP),
    "lists in each other": (BODY + "1. " * 2_000 + "نص", DEEP),
    "lists step by step": (BODY + "".join(" " * 4 * n + "- a\n" for n in range(200)), DEEP),
    "elements in each other": (BODY + "<div>" * 2_000, DEEP),
    "brackets in each other": (BODY + "[" * 2_000 + "]" * 2_000, DEEP),
    "many brackets left open": (BODY + "[^" * 20_000, DEEP),
    "many tags left open": (BODY + "<a href='" * 20_000, DEEP),
    "many stars": (BODY + "**a_b*" * 5_000, None),
    "headings without lines between": (BODY + "## أ\n" * 20_000, DEEP),
    "lists of YAML in each other": (f"{FRONT}tags: {'[' * 200_000}{']' * 200_000}\n---\n", NESTED),
    "dashes of YAML in each other": (FRONT + "tags:\n  " + "- " * 200_000 + "a\n---\n", NESTED),
    "billions of laughs": (FRONT + BOMB + "---\n", "a value can't begin with `*`"),
    "a megabyte of a name": (FRONT + "a" * 1_000_000 + ": b\n---\n", "this line has no colon"),
}  # fmt: skip


@pytest.mark.parametrize("name", EXTREMES)
def test_an_extreme_story_builds_or_is_told_in_time(name: str, newspaper: Press) -> None:
    text, fact = EXTREMES[name]
    paper = newspaper({"content/a/ar.md": text, "content/b/ar.md": story()})
    code, told = run(paper)
    if fact is None:
        heavy = [each for facts in told.values() for each in facts if "may weigh 20" in each]
        assert (code, [*told.values()]) == (0, [heavy] if heavy else [])
    else:
        assert code == 1
        assert told["content/a/ar.md"][0] == fact


def test_files_that_are_no_stories_are_left_alone(newspaper: Press) -> None:
    paper = newspaper(
        {"content/a/ar.md": story(), "content/a/notes.txt": b"\xff\0", "content/b": ""}
    )
    assert run(paper) == (0, {})
