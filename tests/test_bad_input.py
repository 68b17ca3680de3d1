"""Broken newspapers: an editor is told the place, the fact and the remedy, and nothing is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from tests import bad_newspapers, bad_stories
from tests.breaking import (
    AR,
    CHART,
    DAM,
    EN,
    SITE_YAML,
    STRINGS,
    VISIT,
    Case,
    field,
    link,
    mend,
    put,
    sound_newspaper,
    swap,
    text,
)
from tests.newspaper import Newspaper

CASES = [
    *bad_stories.ENCODINGS,
    *bad_stories.FRONT_MATTER,
    *bad_stories.FIELDS,
    *bad_stories.TEXT,
    *bad_newspapers.PICTURES,
    *bad_newspapers.FILES,
    *bad_newspapers.ADDRESSES,
    *bad_newspapers.SETTINGS,
    *bad_newspapers.THEME,
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Newspaper:
    return sound_newspaper(tmp_path_factory.mktemp("broken") / "newspaper")


@pytest.fixture
def paper(built: Newspaper) -> Iterator[Newspaper]:
    """The sound newspaper, built; it is mended after the test."""
    yield built
    mend(built)


def told(paper: Newspaper) -> list[str]:
    """The lines that an editor is told; fails unless nothing but them came of the build."""
    before = paper.tree()
    result = paper.run("--jobs", "1")
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert paper.tree() == before, "the old site was touched"
    *lines, last = result.stderr.splitlines()
    count = f"{len(lines)} problem{'s' if len(lines) > 1 else ''}"
    assert last == f"{count}; nothing was written."
    return lines


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_problem_is_told_with_place_fact_and_remedy(case: Case, paper: Newspaper) -> None:
    case.edit(paper)
    (line,) = told(paper)
    expected = f"{case.place}: {case.fact}; {case.remedy}"
    if expected.endswith("…"):
        assert line.startswith(expected[:-1])
    else:
        assert line == expected


def test_no_two_cases_have_one_name() -> None:
    assert len({case.name for case in CASES}) == len(CASES)


def test_all_problems_of_all_files_are_told_in_one_run(paper: Newspaper) -> None:
    swap(AR, "2024-08-18 21:00", "2024-02-30")(paper)
    field("sektion: world\nslug: a/b")(paper)
    text("# عنوان\n\n[رابط](/ar/)\n")(paper)
    swap(EN, "translators", "translator")(paper)
    put(DAM, "نص وحده\n")(paper)
    put(CHART, b"nothing")(paper)
    put("content/2024/rain.md", VISIT)(paper)
    link("content/x.ar.md", "nowhere")(paper)
    places = [line.partition(": ")[0] for line in told(paper)]
    assert places == [
        f"{DAM}:1:1",
        f"{AR}:3:1",
        f"{AR}:4:1",
        f"{AR}:5:1",
        f"{AR}:22:1",
        f"{AR}:24:8",
        f"{EN}:3:1",
        "content/2024/rain.md",
        "content/x.ar.md",
    ]


def test_a_translation_is_not_blamed_for_an_original_that_cannot_be_read(paper: Newspaper) -> None:
    field("section: [")(paper)
    assert [line.partition(":")[0] for line in told(paper)] == [AR]


def test_what_a_translation_inherits_is_told_of_the_original_alone(paper: Newspaper) -> None:
    field("section: wrold")(paper)
    swap(AR, "[2024/07/dam]", "[2024/07/dom]")(paper)
    swap(AR, "file: map.png", "file: mop.png")(paper)
    places = [line.partition(": ")[0] for line in told(paper)]
    assert places == [f"{AR}:4:1", f"{AR}:8:3", f"{AR}:14:11"]


def test_a_circle_of_templates_is_told_of_each(paper: Newspaper) -> None:
    put("templates/parts/a.html", '{% include "parts/b.html" %}\n')(paper)
    put("templates/parts/b.html", '\n{% include "parts/a.html" %}\n')(paper)
    assert [line.partition("; ")[0] for line in told(paper)] == [
        "templates/parts/a.html:1:13: the template reaches itself by way of `parts/b.html`",
        "templates/parts/b.html:2:13: the template reaches itself by way of `parts/a.html`",
    ]


def test_the_next_build_after_a_failed_one_has_nothing_to_do(built: Newspaper) -> None:
    before = built.tree()
    field("section: wrold")(built)
    told(built)
    mend(built)
    result = built.run("--jobs", "1")
    assert (result.exit_code, result.stderr) == (0, "")
    assert " 0 written" in result.stdout
    assert built.tree() == before


def test_a_machine_is_told_the_same(paper: Newspaper) -> None:
    field("section: wrold")(paper)
    result = paper.run("--json", "--jobs", "1")
    assert result.exit_code == 1
    report = json.loads(result.stdout)
    assert report == {
        "ok": False,
        "problems": [
            {
                "file": AR,
                "line": 4,
                "column": 1,
                "fact": "there is no section `wrold`",
                "remedy": "write one of world, science",
                "level": "error",
            }
        ],
    }


@pytest.mark.parametrize(
    "variant",
    [
        b"\xef\xbb\xbf" + VISIT.encode(),
        VISIT.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + VISIT.replace("\n", "\r\n").encode(),
        VISIT.replace("\n", "\r").encode(),
        VISIT.rstrip("\n").encode(),
        VISIT.encode() + b"\n\n\n",
        VISIT.replace("section: world", "section:\tworld").encode(),
        VISIT.replace("---", "---  ").encode(),
    ],
    ids=["BOM", "CRLF", "BOM and CRLF", "CR", "no newline", "newlines", "tab", "blanks"],
)
def test_what_editors_programs_leave_behind_changes_no_page(
    variant: bytes, paper: Newspaper
) -> None:
    before = paper.tree()
    put(AR, variant)(paper)
    result = paper.run("--jobs", "1")
    assert (result.exit_code, result.stderr) == (0, "")
    assert paper.tree() == before


def test_tabs_in_a_text_are_blanks(paper: Newspaper) -> None:
    before = paper.page("/ar/2024/08/visit/")
    swap(AR, "النص في فقرة", "النص\tفي\tفقرة")(paper)
    assert paper.run("--jobs", "1").exit_code == 0
    assert re.sub(r"النص +في +فقرة", "النص في فقرة", paper.page("/ar/2024/08/visit/")) == before
    mend(paper)
    paper.run("--jobs", "1")


def test_problems_in_other_files_than_stories_have_places_of_their_own(paper: Newspaper) -> None:
    put(SITE_YAML, b"\xff\xfe\0")(paper)
    assert told(paper) == ["site.yaml:1:1: the file is in UTF-16; save it as UTF-8"]
    mend(paper)
    put(STRINGS, b"\xff\xfe\0")(paper)
    assert told(paper) == [f"{STRINGS}:1:1: the file is in UTF-16; save it as UTF-8"]
