"""Front matter's quick way from YAML to values against the library's own."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from naba import frontmatter
from naba.frontmatter import usual
from tests.newspaper import ROOT

PIECES = st.sampled_from(
    [
        *("title: ", "a", "b: ", "\n", "\n", "  ", "- ", "[a, b]", "{c: d}", "null", "~", "no"),
        *("!!str ", "!!int ", "!!null ", "!!map ", "!!seq ", "<<: ", "? ", "&x ", '"q"', "'q'"),
        *(": ", "#c", "[", "]", "{", "}", "|\n  t", "12:30", "2024-01-02", "خبر", "=: "),
    ]
)
TEXTS = st.lists(PIECES, max_size=9).map("".join)


def by_the_library(text: str) -> Any:
    return yaml.load(text, Loader=frontmatter._TextLoader)


WORDS = st.sampled_from(
    ["خبر", "خبر عن Reuters", "a b", "12:30", "2024-01-02 09:30", "a:b", "a#b", "a, b?", "a's b ",
     '"a: b #c, [d]"', '"  "', '""', "[a, خبر]", "[]", '[ a b , "c, d" ]', "2_000", "no", "é"]
)  # fmt: skip
INNER = st.one_of(
    st.lists(WORDS, min_size=1, max_size=3).map(lambda rows: [f"- {row}" for row in rows]),
    st.lists(WORDS, min_size=1, max_size=3).map(
        lambda rows: [f"{name}: {row}" for name, row in zip("fgh", rows, strict=False)]
    ),
)
VALUES = st.one_of(
    WORDS.map(" {}".format),
    st.builds(
        lambda indent, rows: "".join(f"\n{indent}{row}" for row in rows),
        st.sampled_from(["  ", " ", "    "]),
        INNER,
    ),
)
SHEETS = st.lists(VALUES, min_size=1, max_size=4).map(
    lambda values: "\n".join(f"{name}:{value}" for name, value in zip("abcd", values, strict=False))
)
STRANGE = st.sampled_from(
    [*"ab:#-,[]{}?&*!|>'\"%@`\\~ \t\n", "\n ", "\n  ", "\n- ", "\n  - ", "a: ", ": ", " #", "null",
     "Null", "\u0651", "\u00a0", "\ufeff", "\x07", "\U0001f600", "---", "...",
     "\na: b", "\n  a: b", "\n\n"]
)  # fmt: skip


@st.composite
def sheets_with_something_strange(draw: st.DrawFn) -> str:
    """Usual front matter, in which up to two strange things stand somewhere."""
    sheet = draw(SHEETS)
    for strange in draw(st.lists(STRANGE, max_size=2)):
        at = draw(st.integers(0, len(sheet)))
        sheet = sheet[:at] + strange + sheet[at + draw(st.integers(0, 2)) :]
    return sheet


@given(st.one_of(TEXTS, st.text("ab:-[]{}!~ \n\"'", max_size=20)))
def test_values_and_faults_are_those_of_the_library(text: str) -> None:
    try:
        wanted = by_the_library(text)
    except yaml.YAMLError:
        assert frontmatter.load(text, "en.md")[1]
    else:
        assert frontmatter.load(text, "en.md") == (wanted, ())


def test_usual_front_matter_does_without_the_librarys_way() -> None:
    node = yaml.compose("a: b\nc: [d, e]\nf:\n  - g: h\n", Loader=frontmatter._TextLoader)
    assert frontmatter._value(node) == {"a": "b", "c": ["d", "e"], "f": [{"g": "h"}]}


@settings(max_examples=600)
@given(sheets_with_something_strange())
def test_the_fast_lane_declines_a_text_or_reads_what_the_library_reads(sheet: str) -> None:
    fields = usual.read(sheet)
    if fields is not None:
        assert repr(fields) == repr(by_the_library(sheet))


@given(SHEETS)
def test_usual_front_matter_takes_the_fast_lane(sheet: str) -> None:
    assert usual.read(sheet) is not None


@pytest.mark.parametrize(
    ("sheet", "fields"),
    [
        ('title: "خبر: أول"\ndate: 12:30', {"title": "خبر: أول", "date": "12:30"}),
        ('tags: [gaza, "a, b", c d ]\nlinks: []', {"tags": ["gaza", "a, b", "c d"], "links": []}),
        ("tags:\n- a\n- b\nkind: news", {"tags": ["a", "b"], "kind": "news"}),
        ("tags:\n  - a\n\n  - [b, c]", {"tags": ["a", ["b", "c"]]}),
        (
            "source:\n  name: Reuters \n  url: https://a.example/#b\nslug: x",
            {"source": {"name": "Reuters", "url": "https://a.example/#b"}, "slug": "x"},
        ),
    ],
)
def test_the_fast_lane_reads_fields_lists_and_fields_of_fields(sheet: str, fields: Any) -> None:
    assert usual.read(sheet) == fields == by_the_library(sheet)


@pytest.mark.parametrize(
    "sheet",
    ["a: ~", "a: NULL", "a: [Null]", "a: b\x07", "a:", "a: b\na: c", "a: b # c", "a: 'b'",
     "a: {b: c}", "a: |\n  b", "a: b\n  c", "", "a: [b", "- a", "a:\n  b:\n    c: d",
     "a:\n  b: c\n   d: e", "a: [b]\n- c", "null: a",
     '"a": b', "a: b\n...", "a: \ud83d\ude00", "a: *b", "a:\n  b: null", "a: [null]", "A: b"],
)  # fmt: skip
def test_the_fast_lane_declines_what_is_not_certain(sheet: str) -> None:
    assert usual.read(sheet) is None


def test_most_of_the_sample_newspaper_takes_the_fast_lane() -> None:
    texts = [path.read_text("utf-8") for path in (ROOT / "content").rglob("*.md")]
    sheets = [text.split("---\n")[1] for text in texts]
    taken = [sheet for sheet in sheets if usual.read(sheet) is not None]
    assert len(taken) > len(sheets) / 2
    assert all(usual.read(sheet) == by_the_library(sheet) for sheet in taken)
