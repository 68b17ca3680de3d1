"""Incremental equals clean: a newspaper that is edited at random, and leaks that are planted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from jinja2.nodes import Include

from naba import output, related
from naba.digest import Counted, encode, reference
from naba.index import Briefs, Row
from naba.output import Folder
from naba.plan import articles, listings
from naba.plan.articles import Past
from naba.plan.told import Told
from naba.site import Site, assemble
from naba.theme import environment, names
from naba.theme.check import _names
from naba.verify import KINDS, Proof, chance, stories, thought_of
from naba.verify import theme as theme_edits
from naba.verify.edits import Edit, Kind, applied
from naba.verify.paper import Paper
from tests.newspaper import ROOT, story
from tests.papers import numbered, varied
from tests.proofs import first_fault, proof, room

# So long a file system's clock may stand still: what is written after it has another stat.
_TICK = 0.012


@pytest.fixture(autouse=True)
def as_in_a_large_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sheaves are small beside all of it, and nearly none holds a file as young as the build.

    Such a file would make its sheaf be planned again, whatever its digest.
    """
    monkeypatch.setattr(output, "TICK", 0)
    for module, name in ((articles, "RUN"), (listings, "CHUNK")):
        monkeypatch.setattr(module, name, 1)
    for module in (articles, related):
        monkeypatch.setattr(module, "REACH", 4)


class Newsroom(RuleBasedStateMachine):
    """After each edit ``public/`` holds the bytes of a clean build elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.room = room()
        self.proof = proof(Path(self.room.name))

    @rule(kind=st.sampled_from(KINDS), seed=st.integers(0, 2**32))
    def edit(self, kind: Kind, seed: int) -> None:
        edit = kind(self.proof.paper, Random(seed))
        if edit is not None:
            note(edit.name)
            time.sleep(_TICK)
            _, fault = self.proof.step(edit)
            assert not fault, fault

    def teardown(self) -> None:
        self.room.cleanup()


def _run(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        Newsroom,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_after_any_edits_the_site_is_byte_for_byte_the_clean_one() -> None:
    _run(examples=6, steps=20)


@pytest.mark.long
def test_after_very_many_edits_the_site_is_byte_for_byte_the_clean_one() -> None:
    _run(examples=60, steps=50)


@pytest.fixture
def made() -> Iterator[Callable[..., Proof]]:
    """Makes newspapers that are ready for edits."""
    rooms = []

    def make(files: dict[str, str | bytes] | None = None) -> Proof:
        rooms.append(room())
        made = proof(Path(rooms[-1].name), files)
        time.sleep(_TICK)
        return made

    yield make
    _names.cache_clear()  # a leak may have been planted in what it has seen
    for each in rooms:
        each.cleanup()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_edit_finds_something_to_do_and_holds(
    kind: Kind, made: Callable[..., Proof]
) -> None:
    proof_ = made({**varied(), "templates/pages/404.html": _own("pages/404.html")})
    dice = Random(4)
    seen = {edit.name for _ in range(12) if (edit := kind(proof_.paper, dice))}
    assert seen
    _, fault = proof_.step(thought_of(proof_.paper, dice, [kind]))
    assert not fault, fault


def _own(name: str) -> str:
    return (ROOT / "templates" / name).read_text("utf-8")


# Leaks: each is a way in which an engine could forget what a page depends on.


def test_a_global_that_templates_see_is_caught(
    made: Callable[..., Proof], monkeypatch: pytest.MonkeyPatch
) -> None:
    newest: list[str] = []
    real = environment.environment

    def seeing(*given: Any) -> Any:
        env = real(*given)
        env.globals["newest"] = lambda: newest[-1]
        return env

    def noting(*given: Any) -> tuple[Site, Any]:
        site, faults = assemble(*given)
        newest.append(site.articles["ar"][-1].title)
        return site, faults

    monkeypatch.setattr("naba.renderers.template.environment", seeing)
    monkeypatch.setattr("naba.planning.assemble", noting)
    ticker = _own("base.html").replace("<body", "<!-- {{ newest() }} --><body", 1)
    proof_ = made({**numbered(5), "templates/base.html": ticker})
    edit = Edit("adds a story", {"content/b/ar.md": story("أحدث", "2024-08-30").encode()})
    _, fault = proof_.step(edit)
    assert "أحدث" in fault
    assert "differs" in fault


def test_a_forgotten_include_is_caught(
    made: Callable[..., Proof], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = tuple(kind for kind in names._REFERENCES if kind is not Include)
    monkeypatch.setattr("naba.theme.names._REFERENCES", known)
    include = '{% block main %}{% include "parts/own.html" %}'
    month = _own("pages/month.html").replace("{% block main %}", include)
    assert include in month
    own = {"templates/pages/month.html": month, "templates/parts/own.html": "<p>one</p>"}
    proof_ = made({**numbered(2), **own})
    _, fault = proof_.step(Edit("edits a part", {"templates/parts/own.html": b"<p>two</p>"}))
    assert "ar/2024/08/index.html" in fault
    assert "<p>one</p>" in fault


@pytest.mark.parametrize("field", ["title", "summary"])
def test_a_field_that_is_not_digested_is_caught(
    field: str, made: Callable[..., Proof], monkeypatch: pytest.MonkeyPatch
) -> None:
    def blind(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: blind(each) for k, each in value.items() if k != field}
        return [blind(each) for each in value] if isinstance(value, list | tuple) else value

    # The name of a kept value is a digest of all its fields; now it leaves one out.
    def named(encoded: bytes) -> bytes:
        return reference(encode(blind(msgspec.msgpack.decode(encoded))))

    monkeypatch.setattr("naba.story.reference", named)
    monkeypatch.setattr("naba.store.sources.reference", named)
    kinds = (stories.retitles, stories.summarises, stories.redates)
    assert "differs" in first_fault(made(), kinds, 12)


@pytest.mark.parametrize("counted", [Row, Briefs, Past, Told])
def test_a_sheaf_that_does_not_count_what_it_is_made_of_is_caught(
    counted: type[Counted], made: Callable[..., Proof], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two stories of two months and sections, the later one leads to the earlier."""

    def earlier(title: str, slug: str) -> str:
        return story(title, "2024-06-01", tags="[سر]", section="world", slug=slug)

    monkeypatch.setattr(counted, "digest", b"the same")
    later = story("ثان", "2024-07-01", "[إلى](../a/ar.md)\n", tags="[سر]", section="science")
    proof_ = made({"content/a/ar.md": earlier("أول", "one"), "content/b/ar.md": later})
    title, slug = ("أول", "two") if counted is Told else ("آخر", "one")
    edit = Edit("edits the earlier one", {"content/a/ar.md": earlier(title, slug).encode()})
    assert "differs" in proof_.step(edit)[1]


def test_a_site_that_is_not_pruned_is_caught(
    made: Callable[..., Proof], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Folder, "prune", lambda *_: [])
    assert "it is not there" in first_fault(made(), (stories.deletes, stories.reslugs), 12)


def test_without_a_leak_the_edits_that_catch_the_leaks_hold(made: Callable[..., Proof]) -> None:
    kinds = (stories.retitles, stories.summarises, stories.redates)
    assert not first_fault(made(), kinds, 12)
    assert not first_fault(made(), (stories.deletes, stories.reslugs), 12)


@pytest.mark.parametrize("kinds", [stories.KINDS, theme_edits.KINDS, chance.KINDS])
def test_an_edit_that_is_taken_back_leaves_the_newspaper_as_it_was(
    kinds: tuple[Kind, ...], made: Callable[..., Proof]
) -> None:
    paper = made().paper
    dice = Random(7)
    for _ in range(25):
        before = _all(paper)
        edit = thought_of(paper, dice, kinds)
        applied(applied(edit, paper), paper)
        assert _all(paper) == before, edit.name


def _all(paper: Paper) -> tuple[Any, ...]:
    return {path: paper.read(path) for path in paper.below("")}, paper.now, paper.drafts
