"""What a translation takes from its story's original when it doesn't say it itself."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from naba.errors import Fault
from naba.model import Draft, ImageDraft, Source

# Not among them: title, summary, dateline, translators, corrections, updated, aliases: they are of
# one text. A place is called otherwise in each language.
INHERITED = (
    "date", "section", "tags", "authors", "kind", "breaking", "lead", "slug", "id",
    "status", "publish_at", "expires", "related",
)  # fmt: skip


class Told(msgspec.Struct, frozen=True):
    """A draft with all that it inherits, and where each thing was said.

    ``own`` is the same draft as its editor wrote it, ``original`` its story's. ``tags_lang`` and
    ``authors_lang`` are the languages that those names were written in; ``image_langs`` the
    language of each of the picture's words.
    """

    draft: Draft
    own: Draft
    original: Draft
    tags_lang: str
    authors_lang: str
    image_file: str
    image_langs: dict[str, str]

    @property
    def is_original(self) -> bool:
        """Whether the story was written in this language first."""
        return self.own is self.original


def original_of(drafts: Sequence[Draft], langs: Sequence[str]) -> tuple[Draft, list[Fault]]:
    """The story's original: the one that says so, else the first edition's.

    ``drafts`` are one story's, at most one a language.
    """
    by_edition = sorted(drafts, key=lambda draft: langs.index(draft.lang))
    said = [draft for draft in by_edition if draft.original]
    faults = [
        Fault(
            f"content/{extra.file}",
            f"two texts of this story say `original: true`; the other is content/{said[0].file}",
            "keep it in the one that was written first",
            ("original",),
        )
        for extra in said[1:]
    ]
    return (said or by_edition)[0], faults


def inherit(draft: Draft, original: Draft) -> Told:
    """The draft with what its original lends it. An original inherits nothing."""
    lent = {
        name: getattr(original, name)
        for name in INHERITED
        if getattr(draft, name) is None and draft is not original
    }
    own_file = draft.image is not None and draft.image.file is not None
    image, langs = _image(draft, original)
    return Told(
        draft=msgspec.structs.replace(
            draft, **lent, image=image, source=_source(draft.source, original.source)
        ),
        own=draft,
        original=original,
        tags_lang=original.lang if "tags" in lent else draft.lang,
        authors_lang=original.lang if "authors" in lent else draft.lang,
        image_file=draft.file if own_file else original.file,
        image_langs=langs,
    )


def _image(draft: Draft, original: Draft) -> tuple[ImageDraft | None, dict[str, str]]:
    """The picture, word by word: a translation may say its own ``alt`` and nothing else.

    A focal point is of one file: who says another file does not inherit it.
    """
    own, lent = draft.image or ImageDraft(), original.image or ImageDraft()
    words: dict[str, str | None] = {}
    langs: dict[str, str] = {}
    for name in ("alt", "caption", "credit"):
        mine, theirs = getattr(own, name), getattr(lent, name)
        words[name] = mine or theirs
        langs[name] = draft.lang if mine else original.lang
    file = own.file or lent.file
    if file is None and not any(words.values()):
        return None, langs
    focus = own.focus if own.file else own.focus or lent.focus
    return ImageDraft(file, **words, focus=focus), langs


def _source(own: Source | None, lent: Source | None) -> Source | None:
    """The source, field by field: a translation may say only the agency's name in its language."""
    if own is None or lent is None or own is lent:
        return own or lent
    said = {name: value for name in own.__struct_fields__ if (value := getattr(own, name))}
    return msgspec.structs.replace(lent, **said)
