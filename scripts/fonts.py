"""Cut the theme's fonts: `python scripts/fonts.py [FOLDER]`.

Writes `static/fonts` and, for share cards, `templates/fonts`; or FOLDER and `cards` in it.

The same packages give the same bytes: versions, digests and code points are fixed here, and no
file records when it was cut. Names are ours because the licence keeps the makers' names for the
whole fonts (OFL 1.1, Reserved Font Name).
"""

from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

# W3C's Arabic layout requirements: the letters of Arabic and Persian, and Urdu's beside them;
# marks, both sets of digits, joiners and direction marks. No presentation forms.
ARABIC = [
    *(0x060C, 0x061B, 0x061C, 0x061F, *range(0x0621, 0x063B), *range(0x0640, 0x0656), 0x0670),
    *(0x0671, 0x0679, 0x067E, 0x0686, 0x0688, 0x0691, 0x0698, 0x06A9, 0x06AF, 0x06BA, 0x06BE),
    *(*range(0x06C0, 0x06C4), 0x06CC, 0x06D2, 0x06D3, 0x06D4),
    *(*range(0x0660, 0x066E), *range(0x06F0, 0x06FA), *range(0x200C, 0x2010)),
]
# A file of their own: two signs that hold whole sentences, a tenth of the letters and seldom met.
SENTENCES = [0xFDFA, 0xFDFD]
SIGNS = [
    *(*range(0x20, 0x41), *range(0x5B, 0x61), *range(0x7B, 0x7F), 0xA0, 0xAB, 0xB0, 0xB7, 0xBB),
    *(0xD7, 0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026),
    *(0x2032, 0x2033, 0x2039, 0x203A, 0x2212),
]
LETTERS = [*range(0x41, 0x5B), *range(0x61, 0x7B)]
# Files of their own: most English pages hold none, and these cost a third of a file.
ACCENTS = [*range(0xC0, 0x100), 0x152, 0x153, 0x160, 0x161, 0x178, 0x17D, 0x17E, 0x20AC]

# What joins and places letters; no alternates, which nothing here uses. The digits of texts are as
# wide as each other and as high as capitals without any, as tables want them.
PLAIN = ("init", "medi", "fina", "isol", "rlig", "liga", "calt", "ccmp", "locl", "curs")
JOINS = (*PLAIN, "mark", "mkmk", "kern")
# Letters that newspapers' headlines seldom hold in a ligature. They join without one all the same;
# the ligatures of every one with every other are a tenth of a file.
SELDOM = frozenset("\u0679\u0691\u0698\u06ba")

MAXIMUM = 75_000  # bytes that one page may fetch in fonts


@dataclass(frozen=True)
class Package:
    """A package of the npm registry: its digest, and the licence inside it."""

    name: str
    version: str
    integrity: str
    licence: str
    owner: str  # said in the licence's first line where the package's copy leaves the maker out

    def file_name(self) -> str:
        """The archive's name as `npm pack` writes it."""
        return f"{self.name.removeprefix('@').replace('/', '-')}-{self.version}.tgz"


NASKH = Package(
    "@fontsource-variable/noto-naskh-arabic",
    "5.3.0",
    "Ot0G5iln5MeLPKp1WNt6AGi4KHbPIVm0GEow2ED6rZ+8Rao+OuswhX4D+RPerc3aQ6teneLdqXSL8VPGorJvGg==",
    "LICENSE",
    "",
)
SERIF = Package(
    "@fontsource-variable/source-serif-4",
    "5.3.1",
    "4Rtay22SC4lMvw11r/+9kxANB6P3M0X8s1NudBC2v0J1KU2y3DcMoNcT3lBoZ/CqLirzf+StlO6UlJilyrvaUg==",
    "LICENSE",
    "Copyright 2014-2021 Adobe Systems Incorporated (http://www.adobe.com/), "
    "with Reserved Font Name 'Source'.",
)
SANS = Package(
    "@ibm/plex-sans-arabic",
    "1.1.0",
    "u8wIS6szLAOFvlBjCFZmtpKIqbhuIuniG2N0J+sio8vV6INH58hP0t0QNYrSl9SZtCv2Fwb4oQGuZJY3kJ4+QA==",
    "LICENSE.txt",
    "",
)


@dataclass(frozen=True)
class Cut:
    """One file of the theme: what it is cut from, which code points, which place on each axis."""

    file: str
    name: str
    package: Package
    source: str
    points: list[int]
    optical: int = 0  # size in points that the letters are drawn for; 0 where the font has none
    weight: int = 0  # 0 keeps the font's own, which may be a range
    features: tuple[str, ...] = JOINS
    whole: bool = True  # with the ligatures of seldom letters


NASKH_FILE = "files/noto-naskh-arabic-{}-wght-normal.woff2"
ARABIC_FILE, SIGNS_FILE = NASKH_FILE.format("arabic"), NASKH_FILE.format("latin")
SERIF_FILE = "files/source-serif-4-latin-opsz-{}.woff2"
UPRIGHT, SLOPED = SERIF_FILE.format("normal"), SERIF_FILE.format("italic")
SANS_FILE = "fonts/complete/woff2/IBMPlexSansArabic-Bold.woff2"
CUTS = (
    Cut("naskh-arabic", "Naba Naskh", NASKH, ARABIC_FILE, ARABIC),
    Cut("naskh-sentences", "Naba Naskh Sentences", NASKH, ARABIC_FILE, SENTENCES, weight=400),
    Cut("naskh-signs", "Naba Naskh Signs", NASKH, SIGNS_FILE, SIGNS),
    Cut("sans-arabic", "Naba Sans Arabic", SANS, SANS_FILE, ARABIC, whole=False),
    Cut("sans-latin", "Naba Sans", SANS, SANS_FILE, SIGNS + LETTERS + ACCENTS),
    Cut("serif-latin", "Naba Serif", SERIF, UPRIGHT, SIGNS + LETTERS, 15, 400),
    Cut("serif-display", "Naba Serif Display", SERIF, UPRIGHT, SIGNS + LETTERS, 44, 650),
    Cut("serif-italic", "Naba Serif Italic", SERIF, SLOPED, SIGNS + LETTERS, 15, 400),
    Cut("serif-latin-accents", "Naba Serif Accents", SERIF, UPRIGHT, ACCENTS, 15, 400, PLAIN),
    Cut(
        "serif-display-accents",
        "Naba Serif Display Accents",
        SERIF,
        UPRIGHT,
        ACCENTS,
        44,
        650,
        PLAIN,
    ),
    Cut(
        "serif-italic-accents", "Naba Serif Italic Accents", SERIF, SLOPED, ACCENTS, 15, 400, PLAIN
    ),
)
# What share cards are drawn with, as TrueType: each letter of a face in one file.
CARD_FONTS = Path(__file__).parents[1] / "templates" / "fonts"
WHOLE = SIGNS + LETTERS + ACCENTS
CARD_ARABIC = ARABIC + SENTENCES + SIGNS + LETTERS
CARDS = (
    Cut("sans-arabic", "Naba Sans Arabic", SANS, SANS_FILE, CARD_ARABIC),
    Cut("sans-latin", "Naba Sans", SANS, SANS_FILE, WHOLE),
    Cut("serif-latin-display", "Naba Serif Display", SERIF, UPRIGHT, WHOLE, 44, 650),
)
LICENCES = {"OFL-naskh.txt": NASKH, "OFL-sans.txt": SANS, "OFL-serif.txt": SERIF}
# The most that a page fetches in Arabic, and in English or French: whatever it holds.
PAGES = (
    (
        *("naskh-arabic", "naskh-signs", "naskh-sentences", "sans-arabic", "sans-latin"),
        *("serif-latin", "serif-latin-accents"),
    ),
    (
        *("serif-latin", "serif-display", "sans-latin", "sans-arabic", "serif-italic"),
        *("serif-latin-accents", "serif-display-accents", "serif-italic-accents"),
    ),
)


def fetch(package: Package, folder: Path) -> Path:
    """Fetch and unpack a package; a digest other than ours ends the run."""
    npm = Path(sys.executable).with_name("npm")
    path = os.pathsep.join([str(npm.parent), os.environ.get("PATH", "")])
    subprocess.run(
        [npm if npm.exists() else "npm", "pack", "--silent", f"{package.name}@{package.version}"],
        cwd=folder,
        env={**os.environ, "PATH": path},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    archive = folder / package.file_name()
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if digest != package.integrity:
        raise SystemExit(f"{package.name} {package.version} isn't what it was: sha512-{digest}")
    home = folder / archive.stem
    with tarfile.open(archive) as tar:
        tar.extractall(home, filter="data")
    return home / "package"


def rename(font: TTFont, name: str) -> None:
    """Give the font our name and keep the makers' copyright, marks and licence."""
    records = font["name"]
    for record in list(records.names):
        if record.nameID in (1, 4, 6, 16):
            record.string = name.replace(" ", "") if record.nameID == 6 else name
        elif record.nameID == 3:
            record.string = f"{name}; from {record.toUnicode()}"


def thin_out(font: TTFont) -> None:
    """Take the ligatures of seldom letters out."""
    names = {name: code for code, name in reversed(font.getBestCmap().items())}

    def letters(parts: list[str]) -> str:
        codes = (names.get(part) or int(part[3:7], 16) for part in parts if _coded(part))
        return unicodedata.normalize("NFKC", "".join(map(chr, codes)))

    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable if lookup.LookupType == 4 else ():
            for first, made in list(table.ligatures.items()):
                kept = [
                    each for each in made if SELDOM.isdisjoint(letters([first, *each.Component]))
                ]
                table.ligatures[first] = kept
                if not kept:
                    del table.ligatures[first]


def _coded(name: str) -> bool:
    """Whether a glyph's name tells its code point."""
    return name.startswith("uni") and len(name) >= 7


def cut(what: Cut, home: Path, target: Path, flavor: str | None = "woff2") -> int:
    """Write one font file, TrueType without a flavor, and return its size in bytes."""
    # Without this the file would hold the moment of cutting, and no two runs would agree.
    font = TTFont(home / what.source, recalcTimestamp=False)
    place = {"opsz": what.optical, "wght": what.weight}
    if fixed := {axis: at for axis, at in place.items() if at}:
        font = instancer.instantiateVariableFont(font, fixed)
    if not what.whole:
        thin_out(font)
    options = subset.Options()
    options.layout_features = list(what.features)
    options.name_IDs = [0, 1, 2, 3, 4, 6, 7, 13, 14]
    options.hinting = False
    options.notdef_outline = True
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=what.points)
    cutter.subset(font)
    rename(font, what.name)
    # Another packer of tables, which is used where it happens to be installed, gives other bytes.
    font.cfg["fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER"] = False
    font.flavor = flavor
    file = target / f"{what.file}.{flavor or 'ttf'}"
    font.save(file)
    return file.stat().st_size


def write_licence(package: Package, home: Path, file: Path) -> None:
    """Write the licence with the maker's own line where the package's copy leaves it out."""
    lines = (home / package.licence).read_text(encoding="utf-8").splitlines()
    if package.owner:
        lines[0] = package.owner
    file.write_text("\n".join(line.rstrip() for line in lines).strip() + "\n", encoding="utf-8")


def write_cards(homes: dict[Package, Path], licences: Path, target: Path) -> None:
    """Write the fonts of the share cards with their licences."""
    target.mkdir(parents=True, exist_ok=True)
    for what in CARDS:
        cut(what, homes[what.package], target, None)
    for name in ("OFL-sans.txt", "OFL-serif.txt"):
        (target / name).write_bytes((licences / name).read_bytes())


def main(arguments: list[str]) -> int:
    """Fetch, cut, and say how large each file is; fail if a page would fetch too much."""
    target = Path(arguments[0]) if arguments else Path(__file__).parents[1] / "static" / "fonts"
    target.mkdir(parents=True, exist_ok=True)
    sizes: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        homes = {package: fetch(package, Path(folder)) for package in (NASKH, SANS, SERIF)}
        for what in CUTS:
            sizes[what.file] = cut(what, homes[what.package], target)
            print(f"{sizes[what.file] / 1000:6.1f} kB  {what.file}.woff2")
        for name, package in LICENCES.items():
            write_licence(package, homes[package], target / name)
        write_cards(homes, target, target / "cards" if arguments else CARD_FONTS)
    heaviest = max(sum(sizes[file] for file in page) for page in PAGES)
    print(f"{heaviest / 1000:6.1f} kB  the most that a page fetches")
    return 0 if heaviest <= MAXIMUM else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
