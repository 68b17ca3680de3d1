"""Canonical bytes of values, and their digests. No other module hashes.

A value's bytes are its MessagePack encoding with sorted keys: the same on every machine and
under every hash seed. A digest is 16 bytes of BLAKE2b in hexadecimal: 2^64 pages would have to
be made before two of them could be expected to meet. A mark is 32 bits and only ever compared with
one other: it tells which of a page's inputs changed, and decides nothing.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from typing import Any

import msgspec


class Counted:
    """What counts by its ``digest`` in the values that hold it."""

    __slots__ = ()

    @property
    def digest(self) -> bytes:
        """Bytes that another value of the same kind has only if it says the same."""
        raise NotImplementedError


class Once(Counted):
    """A value that many others hold, and the digest by which it counts there.

    25 of some thousand stories stand in each of a thousand feeds; to encode them there anew took
    half of the time that planning took. The value is made when somebody wants it, of ``parts`` by
    ``make``: a class or a pure function at module level. So its parts' digest is its own.
    """

    __slots__ = ("_digest", "_make", "_parts")

    def __init__(self, make: Callable[..., Any], *parts: Any) -> None:
        self._make, self._parts = make, parts
        self._digest: bytes | None = None

    @property
    def digest(self) -> bytes:
        if self._digest is None:
            self._digest = reference(encode((self._make.__qualname__, self._parts)))
        return self._digest

    @property
    def value(self) -> Any:
        """The value itself."""
        return self._make(*self._parts)


def _by_digest(value: Any) -> bytes:
    if isinstance(value, Counted):
        return value.digest
    raise TypeError(f"{type(value).__name__} has no canonical form")


_encoder = msgspec.msgpack.Encoder(enc_hook=_by_digest, order="deterministic")
encode = _encoder.encode


def digest_bytes(*parts: bytes) -> str:
    """The digest of some byte strings in a row, each kept apart by its length."""
    if len(parts) > 1:
        parts = (b"".join([len(part).to_bytes(8, "big") + part for part in parts]),)
    return hashlib.blake2b(parts[0], digest_size=16).hexdigest()


def digest(*values: Any) -> str:
    """The digest of values that msgspec can encode.

    Raises ``TypeError`` for a value that has no canonical form (a function, an open file): such a
    value can't be a page's input.
    """
    return digest_bytes(encode(values))


def reference(encoded: bytes) -> bytes:
    """The digest of canonical bytes by which a value is kept: 16 bytes."""
    return hashlib.blake2b(encoded, digest_size=16).digest()


def shelf(path: str, shelves: int) -> int:
    """On which of so many shelves something is kept: the same one on every machine."""
    return zlib.crc32(path.encode("utf-8", "surrogateescape")) % shelves


def mark(value: Any) -> int:
    """A short digest, quickly made."""
    return zlib.crc32(encode(value))
