"""What a page is made from, in newsroom words: how the names of ``naba.inputs`` are said."""

from __future__ import annotations

from collections.abc import Collection, Iterable

# By the name of an input: what it is, and of what.
_WORDS: dict[str, tuple[str, str]] = {
    "engine": ("Naba itself or a library that it renders with", ""),
    "view": ("the kind of the page", ""),
    "bodies": ("its text", ""),
    "file": ("its file", ""),
    "root": ("the path of `base_url`", "site.yaml"),
    "edition": ("the edition", "site.yaml"),
    "Press.base": ("`base_url`", "site.yaml"),
    "Press.edition": ("the edition", "site.yaml"),
    "Press.editions": ("`editions`", "site.yaml"),
    "Press.timezone": ("`timezone`", "site.yaml"),
    "Press.sections": ("`sections`", "site.yaml"),
    "Press.forms": ("`feed_forms`", "site.yaml"),
    "Press.share_cards": ("`share_cards`", "site.yaml"),
    "Press.search": ("`search`", "site.yaml"),
    "Press.standing": ("a title or an address", "the standing pages"),
    "Article.story": ("the folder", "the story"),
    "Article.lang": ("the language", "the story"),
    "Article.file": ("the file", "the story"),
    "Article.guid": ("`id`", "the story"),
    "Article.url": ("the address", "the story"),
    "Article.body": ("its text", ""),
    "Article.published": ("`date`", "the story"),
    "Article.texts": ("its texts in other languages", ""),
    "Article.canceled": ("`status`", "the story"),
    "Article.pictures": ("a picture in its text", ""),
    "Surroundings.tags": ("the name of a tag", "the story"),
    "Surroundings.authors": ("the name of an author", "the story"),
    "Surroundings.translators": ("the name of a translator", "the story"),
    "Surroundings.related": ("the stories to read next", ""),
    "Surroundings.newer": ("the next newer story", ""),
    "Surroundings.older": ("the next older story", ""),
    "Surroundings.links": ("an address that its text leads to", ""),
    "Surroundings.card": ("its share card", ""),
    "Shown.title": ("`title`", "the story"),
    "Shown.lang": ("the language", "the story"),
    "Shown.kind": ("`kind`", "the story"),
    "Shown.section": ("`section`", "the story"),
    "Shown.section_name": ("the name of its section", ""),
    "Shown.picture": ("`image`", "the story"),
    "Shown.focus": ("`image`", "the story"),
    "Shown.breaking": ("`breaking`", "the story"),
    "Others.target": ("its pages in other languages", ""),
    "Others.same": ("its pages in other languages", ""),
    "Others.instead": ("its pages in other languages", ""),
    "Front.lead": ("the lead story", ""),
    "Front.latest": ("the latest stories", ""),
    "Front.blocks": ("the newest stories of the sections", ""),
    "Front.older": ("the way to older stories", ""),
    "Listing.kind": ("the kind of the page", ""),
    "Listing.heading": ("the heading", ""),
    "Listing.front": ("the address of the listing", ""),
    "Listing.briefs": ("the stories that it lists", ""),
    "Listing.description": ("the description", ""),
    "Listing.number": ("the number of the page", ""),
    "Listing.newer": ("the way to newer stories", ""),
    "Listing.older": ("the way to older stories", ""),
    "Listing.desk": ("whether it is a desk's", ""),
    "Gathered.briefs": ("the stories that it holds", ""),
    "Gathered.names": ("the names of tags and people", ""),
    "Gathered.year": ("the month", ""),
    "Gathered.month": ("the month", ""),
    "Channel.name": ("the name of the feed", ""),
    "Channel.front": ("the address of the listing", ""),
    "Channel.address": ("the address of the feed", ""),
    "Channel.archive": ("the form of its sealed parts", ""),
    "Channel.form": ("the form of the feed", ""),
    "Channel.hub": ("`hub`", "site.yaml"),
    "Channel.id": ("the name of the feed", ""),
    "Channel.next": ("the way to newer stories", ""),
    "Channel.previous": ("the way to older stories", ""),
    "Security.contact": ("`security`", "site.yaml"),
    "Security.expires": ("`security`", "site.yaml"),
    "Rendition.url": ("the name of the picture", ""),
    "Rendition.width": ("the size of the picture", ""),
    "Rendition.height": ("the size of the picture", ""),
    "Rendition.format": ("the format of the picture", ""),
    "Rendition.focus": ("`image`", "the story"),
    "tags": ("the tags of the edition", ""),
    "people": ("the people of the edition", ""),
    "policies": ("the standing pages on how the newspaper works", ""),
    "told": ("the stories that it holds", ""),
    "key": ("`indexnow`", "site.yaml"),
    "topics": ("the tags of the edition", ""),
    "months": ("the months that have stories", ""),
    "year": ("the month", ""),
    "number": ("the month", ""),
    "briefs": ("the stories that it lists", ""),
    "made": ("the corrections", ""),
    "name": ("the name of the listing", ""),
    "front": ("the address of the listing", ""),
    "items": ("the stories that it holds", ""),
    "listed": ("the addresses that it names", ""),
    "shards": ("the sitemaps that it names", ""),
    "address": ("the address that it leads to", ""),
    "title": ("the title of the page that it leads to", ""),
}
# Kinds of parts that have names of their own: "template pages/article.html".
_NAMED = {
    "template": "the template `{}`",
    "string": "the string `{}`",
    "asset": "the static file `{}`",
    "font": "the font `{}`",
}
# A change that is made of so many is told by the first of them.
_MANY = 6


def is_worded(name: str) -> bool:
    """Whether there are words for an input."""
    kind, _, rest = name.partition(" ")
    return name in _WORDS or bool(rest and kind in _NAMED) or name in _FIELDS


def phrase(names: Iterable[str]) -> str:
    """The inputs in a phrase: "`summary` and `title` of the story"."""
    groups: dict[str, list[str]] = {}
    for what, of in dict.fromkeys(map(_words, names)):
        groups.setdefault(of, []).append(what)
    said = [f"{_joined(whats)} of {of}" if of else _joined(whats) for of, whats in groups.items()]
    return _joined(said)


def _words(name: str) -> tuple[str, str]:
    if name in _WORDS:
        return _WORDS[name]
    if name in _FIELDS:
        return f"`{name.partition('.')[2]}`", "the story"
    kind, _, rest = name.partition(" ")
    return _NAMED.get(kind, "`{}`").format(rest or name), ""


# Fields of an article that are called as its editor calls them.
_FIELDS = {
    f"Article.{name}"
    for name in (
        "aliases", "authors", "breaking", "corrections", "dateline", "image", "kind", "lead",
        "original", "related", "section", "source", "summary", "tags", "title", "translators",
        "updated",
    )
}  # fmt: skip


def _joined(items: Collection[str]) -> str:
    listed = list(items)
    if len(listed) > _MANY:
        more = len(listed) - _MANY + 1
        listed = [*listed[: _MANY - 1], f"{more} other things"]
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} and {listed[-1]}"
