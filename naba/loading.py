"""From the folders to drafts, pictures and a theme. Only what has changed is read and parsed."""

from __future__ import annotations

import functools
import posixpath
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from naba import source
from naba.config import PEOPLE, SITE, TAGS, read_config
from naba.content import Compiled, Filed, compile_story, decode, shown
from naba.digest import digest, digest_bytes, encode
from naba.errors import ContentError, Problem
from naba.filing import beside, filed_under
from naba.frontmatter import nearest
from naba.model import Config, Draft, Picture
from naba.page import FileRef
from naba.renderers.picture import Looked, look
from naba.source import TICK, FileStat, Project
from naba.store import Known, Store
from naba.theme import Theme
from naba.theme.check import FONTS, ThemeFile, body_strings, make_theme
from naba.urls import Base
from naba.work import cut, run

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_compiled = msgspec.msgpack.Decoder(Compiled)
_looked = msgspec.msgpack.Decoder(Looked | str)


class Loaded(msgspec.Struct, frozen=True):
    """What was read: drafts that are sound, all story files, the pictures that the drafts name."""

    drafts: tuple[Draft, ...]
    files: frozenset[str]
    pictures: dict[str, Picture | None]
    problems: tuple[Problem, ...]


class Reader:
    """Reads files' digests, by way of what the store knows; keeps what it learns."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.known = store.known_files()
        self.seen: dict[str, Known] = {}

    def digest(self, root: str, folder: Path, file: FileStat) -> str:
        """The digest of a file's bytes. A file as young as the last build is always read.

        A file system's clock ticks slower than a machine writes: a file could change within the
        tick in which it was read, and have the same stat before and after.
        """
        key = f"{root}/{file.path}"
        known = self.known.get(key)
        young = max(file.mtime, file.ctime) >= self.store.built_at - TICK
        if known is None or known.stat != file or young:
            known = Known(file, digest_bytes(source.read(f"{folder}/{file.disk}")))
        self.seen[key] = known
        return known.digest

    def keep(self) -> None:
        """Tells the store what is known now; files that are gone are forgotten."""
        if self.seen != self.known:
            self.store.keep_files(self.seen)


def load_config(project: Project, base_url: str | None) -> Config:
    """The configuration. Raises ``ContentError``."""
    root = Path(project.root)
    files = {name: root / name for name in (SITE, TAGS, PEOPLE)}
    return read_config({n: source.read(p) for n, p in files.items() if p.is_file()}, base_url)


def time_zone(site: Path) -> ZoneInfo:
    """The zone of the newspaper in the folder ``site``; UTC where ``site.yaml`` tells none."""
    file = site / SITE
    try:
        return ZoneInfo(read_config({SITE: source.read(file)} if file.is_file() else {}).timezone)
    except ContentError:  # the build will tell what is wrong
        return ZoneInfo("UTC")


def load_theme(
    project: Project, config: Config, reader: Reader
) -> tuple[Theme, dict[str, FileRef]]:
    """The theme, and its static files by output path. Raises ``ContentError``."""
    templates: dict[str, list[ThemeFile]] = {}
    static: dict[str, FileRef] = {}
    fonts: dict[str, bytes] = {}
    problems: list[Problem] = []
    for folder in project.themes():
        files, found = source.walk(folder / "templates", "templates")
        problems += found
        for file in files:
            if file.path.startswith(FONTS):
                fonts[file.path] = source.read(folder / "templates" / file.disk)
                continue
            name = _shown(project, folder, f"templates/{file.path}")
            text, problem = decode(source.read(folder / "templates" / file.disk), name)
            problems += [problem] if problem else []
            templates.setdefault(file.path, []).append(ThemeFile(name, text))
        files, found = source.walk(folder / "static", "static")
        problems += found
        root = folder / "static"
        for file in files:
            static[file.path] = FileRef(str(root), file.disk, reader.digest(str(root), root, file))
    if problems:
        raise ContentError(problems)
    assets = {path: ref.digest for path, ref in static.items()}
    root_ = Base(config.base_url).root
    return make_theme(templates, assets, config.editions, root_, fonts), static


def _shown(project: Project, folder: Path, file: str) -> str:
    """A theme file's name: from the site's folder if it is there, else the whole path."""
    return file if str(folder) == project.root else str(folder / file)


def load_stories(
    project: Project,
    config: Config,
    theme: Theme,
    reader: Reader,
    executor: Executor,
    jobs: int,
) -> Loaded:
    """Every story file compiled, the changed ones anew; and the pictures that they name."""
    content = Path(project.root, "content")
    files, problems = source.walk(content, "content")
    stats = {file.path: file for file in files}
    langs = [edition.lang for edition in config.editions]
    filed, unfiled = _filed(stats, langs)
    compiled = _compile(filed, stats, content, config, theme, reader, executor, jobs)
    drafts = tuple(each.draft for each in compiled if each.draft)
    for each in compiled:
        problems += each.problems
    pictures, found = _pictures(drafts, stats, content, reader)
    return Loaded(
        drafts=drafts,
        files=frozenset(each.file for each in filed),
        pictures=pictures,
        problems=(*problems, *unfiled, *found),
    )


def _filed(files: Iterable[str], langs: list[str]) -> tuple[list[Filed], list[Problem]]:
    filed: list[Filed] = []
    problems: list[Problem] = []
    for path in files:
        if path.lower().endswith(_MARKDOWN):
            where = filed_under(path, langs)
            if where:
                filed.append(Filed(path, *where))
            else:
                problems.append(Problem(shown(path), 0, 0, *_unfiled(path, langs)))
    return filed, problems


def _unfiled(path: str, langs: list[str]) -> tuple[str, str]:
    """Why a file is no story, and how to make it one."""
    folder, name = posixpath.split(path)
    stem, ending = posixpath.splitext(name)
    last = stem.rpartition(".")[2]
    if ending != ".md":
        return f"the file's name ends in `{ending}`", f"name it {stem}.md"
    if stem in langs and not folder:
        return "the file lies in no story's folder", f"move it to content/the-story/{name}"
    fact = "the file's name does not end in an edition's language"
    near = nearest(last, langs)
    if near and (last != stem or folder):
        return fact, f"did you mean `{name.removesuffix(f'{last}.md')}{near}.md`?"
    if last != stem and len(last) == 2:
        return fact, f"write the edition `{last}` into site.yaml, or take the file away"
    if stem.lower() in ("index", "readme") and folder:
        return fact, f"name it {langs[0]}.md"
    return fact, f"name it {stem}.{langs[0]}.md"


def _compile(
    filed: list[Filed],
    stats: Mapping[str, FileStat],
    content: Path,
    config: Config,
    theme: Theme,
    reader: Reader,
    executor: Executor,
    jobs: int,
) -> list[Compiled]:
    """The stories' compiled forms, in the order of ``filed``."""
    kept, bodies = reader.store.drafts(), reader.store.bodies()
    strings = {e.lang: body_strings(e, theme) for e in config.editions}

    def key(each: Filed, raw: str) -> str:
        return digest(raw, each, config.timezone, strings[each.lang])

    keys = {f.file: key(f, reader.digest("content", content, stats[f.file])) for f in filed}

    def is_kept(each: Filed) -> bool:
        compiled = kept.get(keys[each.file])
        return bool(compiled and compiled.draft and compiled.draft.body.digest in bodies)

    new = [each for each in filed if not is_kept(each)]
    work = functools.partial(_compile_batch, config.timezone, strings)
    made: dict[str, Compiled] = {}
    for batch, results in run(
        executor,
        work,
        cut(new, lambda each: 1 + stats[each.file].size / 20_000),
        lambda batch: [(f, source.read(f"{content}/{stats[f.file].disk}")) for f in batch],
        jobs,
    ):
        for each, (form, html) in zip(batch, results, strict=True):
            compiled = made[each.file] = _compiled.decode(form)
            if compiled.draft:  # the file may have been saved once more since its digest was taken
                keys[each.file] = key(each, compiled.draft.digest)
                reader.store.keep_draft(keys[each.file], form, compiled.draft.body.digest, html)
    wanted = set(keys.values())
    used = {
        c.draft.body.digest
        for c in (*made.values(), *(kept[k] for k in wanted & kept.keys()))
        if c.draft
    }
    reader.store.forget_drafts(kept.keys() - wanted, bodies - used)
    return [made.get(each.file) or kept[keys[each.file]] for each in filed]


def _compile_batch(
    timezone: str, strings: Mapping[str, Mapping[str, str]], batch: list[tuple[Filed, bytes]]
) -> list[tuple[bytes, str]]:
    """The stories' compiled forms as the store keeps them, and their HTML.

    So what was compiled now and what was kept are the same values, down to which of equal strings
    is which: the canonical bytes of a value leave out what *is* a default, not what equals it.
    """
    compiled = [compile_story(raw, each, timezone, strings[each.lang]) for each, raw in batch]
    return [(encode(replace(each, html="")), each.html) for each in compiled]


def _pictures(
    drafts: Iterable[Draft], stats: Mapping[str, FileStat], content: Path, reader: Reader
) -> tuple[dict[str, Picture | None], list[Problem]]:
    """The pictures that the drafts name and that are there; ``None`` for one that is no good."""
    pictures: dict[str, Picture | None] = {}
    problems: list[Problem] = []
    for draft in drafts:
        image = (draft.image.file,) if draft.image and draft.image.file else ()
        for reference in (*draft.body.pictures, *image):
            path = beside(draft.file, reference)
            if path is None or path in pictures or path not in stats:
                continue
            looked = _look(path, stats[path], content, reader)
            if isinstance(looked, str):
                remedy = "save it anew as JPEG, PNG or WebP, at most 60 million pixels"
                if looked.startswith("SVG"):
                    remedy = "export it as a PNG, 1600 pixels wide"
                problems.append(Problem(shown(path), 0, 0, looked, remedy))
                pictures[path] = None
            else:
                if looked.moves:
                    problems.append(_moving(path))
                known = reader.seen[f"content/{path}"].digest
                size = (looked.width, looked.height, looked.format)
                pictures[path] = Picture(stats[path].disk, known, *size)
    return pictures, problems


def _moving(path: str) -> Problem:
    fact = "the picture moves; readers see its first frame, still"
    remedy = "save that frame as a PNG, or publish the film elsewhere and link to it"
    return Problem(shown(path), 0, 0, fact, remedy, warning=True)


def _look(path: str, file: FileStat, content: Path, reader: Reader) -> Looked | str:
    known = reader.digest("content", content, file)
    kept = reader.store.looked(known)
    if kept is not None:
        looked: Looked | str = _looked.decode(kept)
        return looked
    raw = source.read(content / file.disk)
    looked = look(raw)
    if digest_bytes(raw) == known:  # else it was saved once more since its digest was taken
        reader.store.keep_looked(known, encode(looked))
    return looked
