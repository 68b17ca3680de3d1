"""Front matter's quick way from YAML to values against the library's own."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from naba import frontmatter

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
