"""The order in which a line's characters are seen, by GNU FriBidi: an oracle for bidi tests."""

from __future__ import annotations

import ctypes
import ctypes.util

import pytest

_LTR, _RTL = 0x110, 0x111  # FRIBIDI_PAR_LTR, FRIBIDI_PAR_RTL


def displayed(line: str, *, rtl: bool) -> str:
    """The line's characters from left to right as UAX #9 orders them; brackets aren't mirrored.

    Skips the test where the library isn't installed (Pillow's cards need it too).
    """
    name = ctypes.util.find_library("fribidi")
    if name is None:
        pytest.skip("libfribidi is not installed")
    library = ctypes.CDLL(name)
    size = len(line)
    codes = (ctypes.c_uint32 * size)(*map(ord, line))
    types, brackets = (ctypes.c_uint32 * size)(), (ctypes.c_uint32 * size)()
    levels, order = (ctypes.c_int8 * size)(), (ctypes.c_int * size)(*range(size))
    base = ctypes.c_uint32(_RTL if rtl else _LTR)
    library.fribidi_get_bidi_types(codes, size, types)
    library.fribidi_get_bracket_types(codes, size, types, brackets)
    library.fribidi_get_par_embedding_levels_ex(types, brackets, size, ctypes.byref(base), levels)
    library.fribidi_reorder_line(0, types, size, 0, base, levels, None, order)
    return "".join(line[place] for place in order)
