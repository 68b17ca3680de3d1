"""What does not fit together in a newspaper whose files are each sound."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from naba.errors import Fault
from naba.filing import beside
from naba.model import Draft


def fault(
    draft: Draft,
    fact: str,
    remedy: str,
    field: tuple[str | int, ...] = (),
    needle: str = "",
) -> Fault:
    """A fault in a draft's file."""
    return Fault(f"content/{draft.file}", fact, remedy, field, needle)


def own_faults(draft: Draft, sections: Sequence[str]) -> Iterator[Fault]:
    """What a draft lacks or names wrongly, after it has inherited what it inherits."""
    if draft.date is None and draft.kind != "page":
        fact = "`date` is missing"
        if draft.translators and not draft.original:
            fact += ", and there is no original to inherit it from"
        yield fault(draft, fact, "add `date: 2024-08-18 21:00`", ("title",))
    if draft.section is not None and draft.section not in sections:
        fact = f"there is no section `{draft.section}`"
        remedy = "write one of " + ", ".join(sections)
        yield fault(draft, fact, remedy, ("section",))
    if draft.source and not draft.source.name:
        fact = "`source` does not say whose text it is"
        yield fault(draft, fact, "add `name: …` below it", ("source",))
    image = draft.image
    if image and image.file is None:
        yield fault(draft, "`image` names no file", "add `file: …` below it", ("image",))
    elif image and image.alt is None:
        fact = f"the picture `{image.file}` has no alt text"
        yield fault(draft, fact, "add `alt:` and say what it shows", ("image", "file"))


def link_faults(draft: Draft, files: Collection[str], stories: Collection[str]) -> Iterator[Fault]:
    """Links to story files and names of related stories that lead nowhere."""
    for link in draft.body.links:
        if beside(draft.file, link) not in files:
            fact = f"there is no story file `{link}`"
            yield fault(draft, fact, "link to a file below content/", needle=link)
    for at, story in enumerate(draft.related or ()):
        if story not in stories:
            remedy = "name a folder below content/, such as 2024/08/putin-in-baku"
            yield fault(draft, f"there is no story `{story}`", remedy, ("related", at))


def address_faults(addresses: Iterable[tuple[Draft, str, str]]) -> Iterator[Fault]:
    """Two texts with one address, or one permanent id; each comes with both of its own."""
    by_url: dict[str, Draft] = {}
    by_id: dict[str, Draft] = {}
    for draft, url, id in addresses:
        first = by_url.setdefault(url, draft)
        if first is not draft:
            fact = f"content/{first.file} has the same address, {url}"
            yield fault(draft, fact, "give one of them another `slug`", ("slug",))
        first = by_id.setdefault(id, draft)
        if first is not draft:
            fact = f"content/{first.file} has the same `id`"
            yield fault(draft, fact, "give each story an id of its own", ("id",))
