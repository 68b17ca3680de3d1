"""Draw the newspaper's pictures: all, or those whose file holds one of the names.

python scripts/draw.py [NAME…]
"""

import sys
import tempfile
from pathlib import Path

from pictures.catalogue import choose
from pictures.render import draw


def main(names: list[str]) -> int:
    """Draw the named pictures and say how large each file is."""
    pictures = choose(names)
    if not pictures:
        print("No picture has such a name.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        for picture, size in draw(pictures, Path(folder)):
            print(f"{size / 1000:6.1f} kB  {picture.file}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
