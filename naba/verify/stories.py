"""Edits of stories: what editors and translators do all day."""

from __future__ import annotations

from datetime import timedelta
from pathlib import PurePosixPath
from random import Random
from typing import Any

from naba.verify.edits import Edit
from naba.verify.paper import Paper
from naba.verify.text import field, with_field, words


def retitles(paper: Paper, dice: Random) -> Edit | None:
    return _sets(paper, dice, "title", lambda lang: words(lang, dice))


def summarises(paper: Paper, dice: Random) -> Edit | None:
    return _sets(paper, dice, "summary", lambda lang: dice.choice([words(lang, dice, 12), None]))


def rewrites(paper: Paper, dice: Random) -> Edit | None:
    """A paragraph more at the end, maybe with a link to another story."""
    path = _text(paper, dice)
    if path is None:
        return None
    lang = PurePosixPath(path).stem.rpartition(".")[2]
    more = words(lang, dice, 30)
    if dice.random() < 0.4:
        goal = dice.choice(paper.texts())
        more += f" [{words(lang, dice, 2)}]({_way(path, goal)})"
    body = paper.text(path).rstrip() + f"\n\n{more}.\n"
    return Edit(f"adds a paragraph to {path}", {path: body.encode()})


def retags(paper: Paper, dice: Random) -> Edit | None:
    known = ["سوريا", "ســوريا", "الأردن", "الاردن", "Syria", "climate", "طين", "تين", "C++"]
    known += list(paper.data("content/tags.yaml"))[:9]
    return _sets(paper, dice, "tags", lambda _: dice.sample(known, dice.randrange(4)))


def credits_(paper: Paper, dice: Random) -> Edit | None:
    """Another author, translator or source."""
    known = ["ليلى", "Leila", "أحمد", *list(paper.data("content/people.yaml"))[:9]]
    name = dice.choice(["authors", "translators", "source"])
    source = {"name": words("en", dice, 2), "url": "https://agency.example/1", "language": "fa"}
    value = source if name == "source" else dice.sample(known, dice.randrange(3))
    return _sets(paper, dice, name, lambda _: dice.choice([value, None]))


def refiles(paper: Paper, dice: Random) -> Edit | None:
    return _sets(paper, dice, "section", lambda _: dice.choice([*paper.sections(), None]))


def redates(paper: Paper, dice: Random) -> Edit | None:
    """Another date: an old one, a recent one, or one to come."""
    hours = dice.choice([-40_000, -9_000, -700, -30, -1, 1, 50])
    moment = (paper.now + timedelta(hours=hours)).isoformat()
    return _sets(paper, dice, "date", lambda _: moment)


def embargoes(paper: Paper, dice: Random) -> Edit | None:
    """``publish_at`` or ``expires``, before or after the moment, or neither any more."""
    moment = (paper.now + timedelta(hours=dice.choice([-30, -1, 1, 50]))).isoformat()
    name = dice.choice(["publish_at", "expires"])
    return _sets(paper, dice, name, lambda _: dice.choice([moment, moment, None]))


def withholds(paper: Paper, dice: Random) -> Edit | None:
    status = dice.choice(["draft", "ready", "withheld", "canceled", None])
    return _sets(paper, dice, "status", lambda _: status)


def corrects(paper: Paper, dice: Random) -> Edit | None:
    moment = (paper.now - timedelta(hours=dice.choice([-5, 1, 40]))).isoformat()
    kind = dice.choice(["correction", "clarification", "update", "retraction"])
    return _sets(
        paper,
        dice,
        "corrections",
        lambda lang: [{"date": moment, "kind": kind, "text": words(lang, dice)}],
    )


def reslugs(paper: Paper, dice: Random) -> Edit | None:
    """Another address, or an old one that leads to it."""
    number = dice.randrange(1000)
    if dice.random() < 0.3:
        return _sets(paper, dice, "aliases", lambda lang: [f"/{lang}/old/{number}/"])
    return _sets(paper, dice, "slug", lambda _: dice.choice([f"renamed-{number}", None]))


def flags(paper: Paper, dice: Random) -> Edit | None:
    name, value = dice.choice(["breaking", "lead", "original"]), dice.choice([True, False])
    return _sets(paper, dice, name, lambda _: value)


def relates(paper: Paper, dice: Random) -> Edit | None:
    stories = list(paper.stories())
    chosen = dice.sample(stories, min(len(stories), dice.randrange(3)))
    return _sets(paper, dice, "related", lambda _: dice.choice([chosen, None]))


def adds(paper: Paper, dice: Random) -> Edit | None:
    """A new story, in some languages."""
    story = f"content/new/story-{dice.randrange(10_000)}"
    if paper.below(story):
        return None
    langs = paper.langs()
    hours = dice.choice([0, 1, 20, 700, 9_000, -3])
    fields: dict[str, Any] = {
        "date": (paper.now - timedelta(hours=hours)).isoformat(),
        "section": dice.choice([*paper.sections(), None]),
        "tags": dice.sample(["سوريا", "climate", "Jordan", "الأردن"], dice.randrange(4)),
    }
    files: dict[str, bytes | None] = {}
    for lang in dice.sample(langs, dice.randint(1, len(langs))):
        own: str | None = f"---\n---\n{words(lang, dice, 40)}.\n"
        for name, value in {"title": words(lang, dice), **fields}.items():
            own = with_field(own or "", name, value)
        files[f"{story}/{lang}.md"] = (own or "").encode()
    return Edit(f"adds the story {story} in {', '.join(sorted(files))}", files)


def translates(paper: Paper, dice: Random) -> Edit | None:
    """A story in a language that it lacks."""
    missing = [
        f"{path.removesuffix(f'{lang}.md')}{other}.md"
        for texts in paper.stories().values()
        for lang, path in [next(iter(texts.items()))]
        for other in paper.langs()
        if other not in texts
    ]
    if not missing:
        return None
    path = dice.choice(missing)
    lang = PurePosixPath(path).stem.rpartition(".")[2]
    text = with_field(f"---\n---\n{words(lang, dice, 30)}.\n", "title", words(lang, dice))
    return Edit(f"translates a story: {path}", {path: (text or "").encode()})


def deletes(paper: Paper, dice: Random) -> Edit | None:
    """A story, or one language of it."""
    stories = list(paper.stories().items())
    if len(stories) < 2:
        return None
    story, texts = dice.choice(stories)
    if dice.random() < 0.5:
        path = dice.choice(sorted(texts.values()))
        return Edit(f"deletes {path}", {path: None})
    files: dict[str, bytes | None] = dict.fromkeys(texts.values(), None)
    files |= dict.fromkeys(paper.below(f"content/{story}"), None)
    return Edit(f"deletes the story content/{story}", files)


def moves(paper: Paper, dice: Random) -> Edit | None:
    """A story's folder gets another name."""
    stories = [story for story in paper.stories() if paper.below(f"content/{story}")]
    if not stories:
        return None
    story = dice.choice(stories)
    goal = f"{story.rpartition('/')[0]}/moved-{dice.randrange(1000)}".lstrip("/")
    files: dict[str, bytes | None] = {}
    for path in paper.below(f"content/{story}"):
        files[path] = None
        files[f"content/{goal}{path.removeprefix(f'content/{story}')}"] = paper.read(path)
    return Edit(f"moves content/{story} to content/{goal}", files)


def _text(paper: Paper, dice: Random) -> str | None:
    texts = paper.texts()
    return dice.choice(texts) if texts else None


def _sets(paper: Paper, dice: Random, name: str, value: Any) -> Edit | None:
    """Sets a field of a text to ``value(lang)``, or takes it out where that is ``None``."""
    path = _text(paper, dice)
    if path is None:
        return None
    new = value(PurePosixPath(path).stem.rpartition(".")[2])
    before = paper.text(path)
    after = with_field(before, name, new)
    if after is None or (new is None and field(before, name) is None):
        return None
    what = f"takes `{name}` out of" if new is None else f"sets `{name}: {new}` in"
    return Edit(f"{what} {path}", {path: after.encode()})


def _way(start: str, goal: str) -> str:
    """How one file names another."""
    up = "../" * (start.count("/") - 1)
    return f"{up}{goal.removeprefix('content/')}"


KINDS = (
    retitles, summarises, rewrites, retags, credits_, refiles, redates, embargoes, withholds,
    corrects, reslugs, flags, relates, adds, translates, deletes, moves,
)  # fmt: skip
