"""What does not fit together in a newspaper whose files are each sound."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from naba.dossier import Entry, Held
from naba.errors import Fault
from naba.inherit import Told
from naba.model import Config, Draft


def fault(
    draft: Draft,
    fact: str,
    remedy: str,
    field: tuple[str | int, ...] = (),
    needle: str = "",
) -> Fault:
    """A fault in a draft's file."""
    return Fault(f"content/{draft.file}", fact, remedy, field, needle)


def own_faults(told: Told, sections: Sequence[str]) -> Iterator[Fault]:
    """What a text lacks or names wrongly, after it has inherited what it inherits.

    What is wrong with a lent value is told of the original alone: it is mended there.
    """
    draft, own = told.draft, told.own
    if draft.date is None and draft.kind != "page" and told.is_original:
        fact = "`date` is missing"
        if draft.translators and not draft.original:
            fact += ", and there is no original to inherit it from"
        yield fault(draft, fact, "add `date: 2024-08-18 21:00`", ("title",))
    if own.section is not None and own.section not in sections:
        fact = f"there is no section `{own.section}`"
        remedy = "write one of " + ", ".join(sections)
        yield fault(draft, fact, remedy, ("section",))
    if own.source and draft.source and not draft.source.name:
        fact = "`source` does not say whose text it is"
        yield fault(draft, fact, "add `name: …` below it", ("source",))
    yield from _image_faults(told)


def _image_faults(told: Told) -> Iterator[Fault]:
    draft, own, image = told.draft, told.own.image, told.draft.image
    if not own or not image:
        return
    if image.file is None and (told.is_original or not told.original.image):
        yield fault(draft, "`image` names no file", "add `file: …` below it", ("image",))
    elif own.file and image.alt is None:
        fact = f"the picture `{own.file}` has no alt text"
        yield fault(draft, fact, "add `alt:` and say what it shows", ("image", "file"))


def lost_link(file: str, link: str) -> Fault:
    """A link to a story file that is not there."""
    fact = f"there is no story file `{link}`"
    return Fault(f"content/{file}", fact, "link to a file below content/", needle=link)


def lost_story(file: str, at: int, story: str) -> Fault:
    """The name of a related story that is not there, the ``at``-th of them."""
    remedy = "name a folder below content/, such as 2024/08/putin-in-baku"
    return Fault(f"content/{file}", f"there is no story `{story}`", remedy, ("related", at))


def address_faults(seen: Sequence[Entry], held: Sequence[Held]) -> Iterator[Fault]:
    """Two texts with one address, or one permanent id, whether they may be seen now or not."""
    texts: list[Entry | Held] = [*seen, *held]
    if len({each.url for each in texts}) == len({each.guid for each in texts}) == len(texts):
        return
    by_url: dict[str, str] = {}
    by_id: dict[str, str] = {}
    for each in sorted(texts, key=lambda each: each.file):
        file = f"content/{each.file}"
        first = by_url.setdefault(each.url, each.file)
        if first != each.file:
            fact = f"content/{first} has the same address, {each.url}"
            yield Fault(file, fact, "give one of them another `slug`", ("slug",))
        first = by_id.setdefault(each.guid, each.file)
        if first != each.file:
            fact = f"content/{first} has the same `id`"
            yield Fault(file, fact, "give each story an id of its own", ("id",))


def site_faults(config: Config, stories: Collection[str], now: datetime) -> Iterator[Fault]:
    """What ``site.yaml`` names that is not there, or that is over."""
    for kind, story in config.policies.items():
        if story not in stories:
            remedy = "name the folder of a standing page below content/, such as pages/about"
            yield Fault("site.yaml", f"there is no page `{story}`", remedy, ("policies", kind))
    if config.security and config.security.expires <= now:
        fact, remedy = "security.txt has expired", "look whether it still holds, and set a new day"
        yield Fault("site.yaml", fact, remedy, ("security", "expires"), warning=True)
