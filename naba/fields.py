"""The front matter of a story: its fields, their types and what they mean.

The one definition: editors' tools complete from its JSON Schema (``schema/story.schema.json``),
``docs/content.md`` is tested against it, and every story file is checked by it.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from naba.model import CorrectionKind, Kind, Status

Moment = Annotated[
    str,
    Meta(
        description="A day or a moment; without an offset it is in the site's time zone",
        examples=["2024-08-18", "2024-08-18 21:00", "2024-08-18T21:00:00+03:00"],
    ),
]
Text = Annotated[str, Meta(min_length=1)]
Names = list[Text]
Focus = Annotated[str, Meta(pattern=r"^(100|[0-9]{1,2})% (100|[0-9]{1,2})%$", examples=["30% 60%"])]


class SourceFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The text of somebody else's that the story is made from."""

    name: Annotated[Text | None, Meta(description="The agency or paper")] = None
    url: Annotated[str, Meta(description="The address of its text")] = ""
    language: Annotated[str, Meta(description="The language of its text, such as `fa`")] = ""
    title: Annotated[str, Meta(description="The title of its text, in its own language")] = ""
    date: Annotated[Moment | None, Meta(description="The day it was published")] = None
    authors: Annotated[Names, Meta(description="Who wrote it")] = []


class ImageFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The story's main picture."""

    file: Annotated[Text | None, Meta(description="A file beside the story")] = None
    alt: Annotated[
        Text | None, Meta(description="What the picture shows, for who can't see it")
    ] = None
    caption: Annotated[Text | None, Meta(description="The line below the picture")] = None
    credit: Annotated[Text | None, Meta(description="Who made the picture")] = None
    focus: Annotated[
        Focus | None, Meta(description="What must stay where it is cropped: from left, from top")
    ] = None


class CorrectionFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A change that readers are told of."""

    date: Moment
    kind: CorrectionKind
    text: Annotated[Text, Meta(description="What was wrong and what is right")]


class StoryFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The front matter of one story in one language."""

    title: Annotated[Text, Meta(description="The headline")]
    date: Annotated[
        Moment | None,
        Meta(description="When the story is published; a translation inherits its original's"),
    ] = None
    summary: Annotated[Text | None, Meta(description="The standfirst: one or two sentences")] = None
    dateline: Annotated[
        Text | None, Meta(description="The place that the report was sent from, in this language")
    ] = None
    updated: Annotated[Moment | None, Meta(description="When the text last really changed")] = None
    section: Annotated[Text | None, Meta(description="The id of a section of `site.yaml`")] = None
    tags: Annotated[Names | None, Meta(description="Names, spellings or keys of tags")] = None
    authors: Annotated[Names | None, Meta(description="Names or keys of people")] = None
    translators: Annotated[
        Names, Meta(description="Who translated this very text; never inherited")
    ] = []
    source: Annotated[
        SourceFields | None, Meta(description="Whose text the story is made from")
    ] = None
    image: Annotated[ImageFields | None, Meta(description="The story's main picture")] = None
    kind: Annotated[Kind | None, Meta(description="What sort of text this is")] = None
    breaking: Annotated[bool | None, Meta(description="Whether the story is breaking news")] = None
    lead: Annotated[bool | None, Meta(description="Whether the story leads the home page")] = None
    slug: Annotated[
        Text | None, Meta(description="The last part of the address, if not the folder's name")
    ] = None
    id: Annotated[
        Text | None,
        Meta(description="The permanent name in feeds, if not the story's folder (it moved)"),
    ] = None
    aliases: Annotated[
        Names, Meta(description="Old addresses of this text, such as `/old/page.html`")
    ] = []
    status: Annotated[Status | None, Meta(description="Whether the text may be published")] = None
    publish_at: Annotated[Moment | None, Meta(description="Held back until then")] = None
    expires: Annotated[Moment | None, Meta(description="Gone from then on")] = None
    corrections: Annotated[
        list[CorrectionFields], Meta(description="What was put right after publication")
    ] = []
    related: Annotated[
        Names | None, Meta(description="Folders of stories to read next, below `content/`")
    ] = None
    original: Annotated[
        bool, Meta(description="Whether the story was written in this language first")
    ] = False


FIELDS: tuple[str, ...] = StoryFields.__struct_fields__

# What other generators call the same thing, or what became of it.
FOREIGN: dict[str, str] = {
    "author": "write `authors: [name]`",
    "byline": "write `authors: [name]`",
    "categories": "write `section:` for the one section and `tags:` for the rest",
    "category": "write `section:`",
    "taxonomies": "write `tags: [name]`",
    "keywords": "write `tags: [name]`",
    "draft": "write `status: draft`",
    "published": "write `status: ready`, or `status: draft` to hold it",
    "publishdate": "write `publish_at:`",
    "expirydate": "write `expires:`",
    "lastmod": "write `updated:`",
    "modified": "write `updated:`",
    "last_modified_at": "write `updated:`",
    "description": "write `summary:`",
    "excerpt": "write `summary:`",
    "subtitle": "write `summary:`",
    "location": "write `dateline:` for the place that the report was sent from",
    "located": "write `dateline:` for the place that the report was sent from",
    "permalink": "write `slug:` for the new address or `aliases: [address]` for the old one",
    "url": "write `slug:` for the new address or `aliases: [address]` for the old one",
    "redirect_from": "write `aliases: [address]`",
    "layout": "leave it out: `kind:` decides",
    "type": "write `kind:`",
    "lang": "leave it out: the file's name tells the language",
    "language": "leave it out: the file's name tells the language",
    "thumbnail": "write `image: {file: …, alt: …}`",
    "cover": "write `image: {file: …, alt: …}`",
    "featured_image": "write `image: {file: …, alt: …}`",
    "weight": "leave it out: stories are ordered by date",
}


def schema() -> dict[str, Any]:
    """The JSON Schema of a story's front matter, in the draft that most editors' tools read."""
    made = msgspec.json.schema(StoryFields)
    return {"$schema": "http://json-schema.org/draft-07/schema#", **made}
