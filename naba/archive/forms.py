"""Story files' compiled forms: the store's, or made by workers."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from naba import source
from naba.content import Compiled, Filed, compile_story
from naba.digest import digest, digest_bytes, encode
from naba.source import FileStat
from naba.store import Store
from naba.story import Rules

_compiled = msgspec.msgpack.Decoder(Compiled)


class Form(msgspec.Struct, frozen=True):
    """A story file's compiled form, and the key by which it is kept."""

    filed: Filed
    key: str
    compiled: Compiled


class Forms:
    """Story files' compiled forms: the store's, or made by workers."""

    def __init__(self, rules: Rules, store: Store, content: Path) -> None:
        self.store, self.content = store, content
        self.work = functools.partial(_compile_batch, rules.timezone, rules.strings)
        self._context = digest(rules.timezone, rules.strings)
        self._all_new = store.fresh.is_all
        self._made: dict[str, Form] = {}

    def missing(self, files: Iterable[tuple[Filed, FileStat]]) -> list[tuple[Filed, bytes]] | None:
        """Those of the files that are to be compiled, with their bytes.

        ``None``: all of them; the store had nothing to begin with, and none was read.
        """
        if self._all_new:
            return None
        missing: list[tuple[Filed, bytes]] = []
        for filed, stat in files:
            raw = self._read(stat)
            key = self._key(filed, digest_bytes(raw))
            if compiled := self.store.draft(key):
                self._made[filed.file] = Form(filed, key, compiled)
            else:
                missing.append((filed, raw))
        return missing

    def given(
        self, files: Iterable[tuple[Filed, FileStat]], missing: list[tuple[Filed, bytes]] | None
    ) -> list[tuple[Filed, bytes]]:
        """Those that are to be compiled, with their bytes, in any case."""
        if missing is not None:
            return missing
        return [(filed, self._read(stat)) for filed, stat in files]

    def _read(self, stat: FileStat) -> bytes:
        return source.read(f"{self.content}/{stat.disk}")

    def _key(self, filed: Filed, raw: str) -> str:
        return digest(raw, filed, self._context)

    def take(self, made: list[tuple[Filed, bytes, bytes]]) -> None:
        """Takes what workers have made, and keeps it."""
        sound: list[tuple[str, bytes, str, bytes]] = []
        for filed, form, html in made:
            compiled, key = _compiled.decode(form), ""
            if compiled.draft:
                key = self._key(filed, compiled.draft.digest)
                sound.append((key, form, compiled.draft.body.digest, html))
            self._made[filed.file] = Form(filed, key, compiled)
        self.store.keep_drafts(sound)

    def of(self, filed: Filed) -> Form:
        """The compiled form of a file. It is told once."""
        return self._made.pop(filed.file)


def _compile_batch(
    timezone: str,
    strings: Mapping[str, Mapping[str, str]],
    _stories: list[Any],
    files: list[tuple[Filed, bytes]],
) -> list[tuple[Filed, bytes, bytes]]:
    """The story files' compiled forms as the store keeps them, and their HTML in UTF-8.

    So what was compiled now and what was kept are the same values, down to which of equal strings
    is which: the canonical bytes of a value leave out what *is* a default, not what equals it.
    """
    made: list[tuple[Filed, bytes, bytes]] = []
    for filed, raw in files:
        compiled = compile_story(raw, filed, timezone, strings[filed.lang])
        made.append((filed, encode(replace(compiled, html=b"")), compiled.html))
    return made
