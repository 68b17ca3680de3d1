"""Canonical bytes of values, and their digests. No other module hashes.

A value's bytes are its MessagePack encoding with sorted keys: the same on every machine and
under every hash seed. A digest is 16 bytes of BLAKE2b in hexadecimal: 2^64 pages would have to
be made before two of them could be expected to meet. A mark is 32 bits and only ever compared with
one other: it tells which of a page's inputs changed, and decides nothing.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import Any

import msgspec

_encoder = msgspec.msgpack.Encoder(order="deterministic")
encode = _encoder.encode


def digest_bytes(*parts: bytes) -> str:
    """The digest of some byte strings in a row, each kept apart by its length."""
    state = hashlib.blake2b(digest_size=16)
    for part in parts:
        state.update(len(part).to_bytes(8, "big"))
        state.update(part)
    return state.hexdigest()


def digest(*values: Any) -> str:
    """The digest of values that msgspec can encode.

    Raises ``TypeError`` for a value that has no canonical form (a function, an open file): such a
    value can't be a page's input.
    """
    return digest_bytes(encode(values))


def mark(value: Any) -> int:
    """A short digest, quickly made."""
    return zlib.crc32(encode(value))
