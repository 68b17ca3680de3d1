"""``docs/content.md`` tells every field of a story, and its examples build."""

from __future__ import annotations

import re

import msgspec
import pytest
import yaml

from naba import config, fields
from naba.inherit import INHERITED
from naba.markup import options
from naba.pictures import WIDTHS
from tests.conftest import Press
from tests.documents import Document, choices, codes, keys, rows
from tests.newspaper import ROOT, picture, story

CONTENT = Document(ROOT / "docs/content.md")
STORY = "content/2024/08/putin-in-baku"


def test_every_front_matter_field_is_told_with_its_type_and_whether_it_is_inherited() -> None:
    told = {row[0].strip("`"): row[1:] for row in rows(CONTENT.section("Front matter"))}
    assert tuple(told) == fields.FIELDS
    for field in msgspec.structs.fields(fields.StoryFields):
        type_, inherited, meaning = told[field.name]
        assert choices(field.type) <= set(codes(type_))
        assert ("Moment" in str(field.type) or "examples" in str(field.type)) == (type_ == "moment")
        expected = "yes" if field.name in INHERITED else "no"
        assert inherited == ("part by part" if field.name in ("source", "image") else expected)
        assert field.required == ("must have" in meaning)


@pytest.mark.parametrize(
    ("heading", "type_"),
    [
        ("Fields of `source`", fields.SourceFields),
        ("Fields of `image`", fields.ImageFields),
        ("Fields of `corrections`", fields.CorrectionFields),
        ("Tags and people", config.NamedFields),
    ],
)
def test_every_nested_field_is_told(heading: str, type_: type[msgspec.Struct]) -> None:
    told = rows(CONTENT.section(heading))
    assert tuple(row[0].strip("`") for row in told) == type_.__struct_fields__
    for row, field in zip(told, msgspec.structs.fields(type_), strict=True):
        assert choices(field.type) <= set(codes(row[1]))


def _examples() -> list[str]:
    """The examples of stories and of what belongs to them; the broken one is left out."""
    sound = CONTENT.text.partition("## When something is wrong")[0]
    return [f.text for f in CONTENT.fences() if f.kind in ("yaml", "markdown") and f.text in sound]


def test_every_front_matter_field_has_an_example() -> None:
    shown = {key for fence in CONTENT.fences("yaml") for key in keys(yaml.safe_load(fence.text))}
    types = (fields.StoryFields, fields.SourceFields, fields.ImageFields, fields.CorrectionFields)
    assert {name for type_ in types for name in type_.__struct_fields__} <= shown


@pytest.mark.parametrize("example", _examples(), ids=lambda text: text[:40])
def test_every_example_of_a_story_builds(newspaper: Press, example: str) -> None:
    path, text = f"{STORY}/ar.md", example
    if place := re.match(r"# (content/\S+)\n", example):
        path = place[1]
    elif not example.startswith(("---", *(f"{name}:" for name in fields.FIELDS))):
        text = story(body=example)
    if path.endswith(".md") and not text.startswith("---"):
        own = yaml.safe_load(text)
        missing = {"title": "عنوان"} if path.endswith("/ar.md") else {}
        if "kind" not in own or own["kind"] != "page":
            missing |= {"date": "2024-08-18"} if path.endswith("/ar.md") else {}
        lines = [f"{name}: {value}\n" for name, value in missing.items() if name not in own]
        text = "---\n" + "".join(lines) + text + "---\nنص.\n"
    files: dict[str, str | bytes] = {
        f"{STORY}/{name}": picture() for name in ("map.ar.png", "map.en.png", "film.png")
    }
    files |= {f"{STORY}/baku.jpg": picture(format="JPEG")}
    sea = "content/2024/04/caspian-sea-or-lake"
    files |= {f"{sea}/ar.md": story(date="2024-04-01"), f"{sea}/en.md": story("Sea", None)}
    if STORY in path or not path.endswith(".md"):
        files[f"{STORY}/ar.md"] = story(section="world")
    newspaper({**files, path: text}).build(strict=True)


def test_the_broken_example_gives_the_errors_that_are_shown(newspaper: Press) -> None:
    at = CONTENT.text.index("## When something is wrong")
    broken, errors = [f.text for f in CONTENT.fences() if CONTENT.text.index(f.text) > at][:2]
    ran = newspaper({f"{STORY}/ar.md": broken}).run("build")
    assert (ran.output, ran.exit_code) == (errors, 1)


SEEN = {
    "nothing, or `status: ready`": {},
    "`status: draft`": {"status": "draft"},
    "`status: withheld`": {"status": "withheld"},
    "`status: canceled`": {"status": "canceled"},
    "`date` in the future": {"date": "2024-09-02"},
    "`publish_at` in the future (embargo)": {"publish_at": "2024-09-02"},
    "`expires` in the past": {"expires": "2024-08-20"},
}


@pytest.mark.parametrize("row", rows(CONTENT.section("Who may see a story, and when")))
def test_a_story_is_seen_as_the_table_says(newspaper: Press, row: list[str]) -> None:
    for drafts, told in ((False, row[1]), (True, row[1] if row[2] == "the same" else row[2])):
        paper = newspaper({f"{STORY}/ar.md": story(**{"body": "رمز.", **SEEN[row[0]]})})
        paper.build(drafts=drafts)
        page = (
            f"/ar/2024/{'09' if 'date' in row[0] and 'future' in row[0] else '08'}/putin-in-baku/"
        )
        assert paper.has(page) == (told != "no")
        assert any("رمز".encode() in body for body in paper.tree().values()) == (told == "yes")


def test_every_block_and_option_is_told() -> None:
    text = CONTENT.section("Blocks")
    for kind, known in options.KINDS.items():
        part = text.partition(f"\n`{kind}`: ")[2]
        assert part, kind
        told = rows(re.split(r"(?m)^`\w+`: ", part)[0])
        assert [row[0].strip("`") for row in told] == list(known.options)
        assert [row[0].strip("`") for row in told if row[1] == "required"] == list(known.required)


def test_the_widths_of_pictures_are_told() -> None:
    for width in WIDTHS:
        assert f"{width}" in CONTENT.section("Pictures")
