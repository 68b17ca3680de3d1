"""Feed readers with windows, on a screen that nobody sees. What they know is read in their store.

Each call is a run of the program: it subscribes the first time, and reads the feed again later.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, NamedTuple

PATIENCE = 40.0  # seconds; a run takes three
_2024, _2025 = 1_704_067_200, 1_735_689_600
_OUTLINES = '<?xml version="1.0"?><opml version="1.0"><head/><body>{}</body></opml>'


class Item(NamedTuple):
    """A story as a reader has it."""

    title: str
    url: str
    content: str


class Feed(NamedTuple):
    """What is subscribed to, from which folder, and how often it was handed out so far."""

    home: Path
    url: str
    served: Callable[[], int]


@contextlib.contextmanager
def _running(command: list[str], env: dict[str, str], out: IO[bytes] | int) -> Iterator[IO[bytes]]:
    """A program, which ends with the block; gives its output if ``out`` is a pipe."""
    with subprocess.Popen(command, env=env, stdout=out, stderr=subprocess.STDOUT) as process:
        try:
            yield process.stdout  # type: ignore[misc]  # None where nobody asks for it
        finally:
            process.terminate()
            process.wait(PATIENCE)


@contextlib.contextmanager
def _desk(home: Path, command: list[str], log: Path) -> Iterator[dict[str, str]]:
    """The program on a screen and a bus of its own; gives what its environment is."""
    env = {**os.environ, "HOME": str(home)}
    env |= {"LC_ALL": "C.UTF-8", "no_proxy": "127.0.0.1", "QTWEBENGINE_DISABLE_SANDBOX": "1"}
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        env.pop(name, None)
    screen = ["Xvfb", "-displayfd", "1", "-screen", "0", "1024x768x24", "-nolisten", "tcp"]
    bus = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with contextlib.ExitStack() as stack:
        # Sockets stand in it, and the paths of those have to be short.
        run = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        env["XDG_RUNTIME_DIR"] = env["TMPDIR"] = run  # or a second QuiteRSS leaves all to the first
        shown = stack.enter_context(_running(screen, env, subprocess.PIPE))
        env["DISPLAY"] = ":" + _line(shown, str.isdigit)
        heard = stack.enter_context(_running(bus, env, subprocess.PIPE))
        env["DBUS_SESSION_BUS_ADDRESS"] = _line(heard, lambda line: line.startswith("unix:"))
        said = stack.enter_context(log.open("wb"))
        stack.enter_context(_running(command, env, said.fileno()))
        yield env


def _line(output: IO[bytes], wanted: Callable[[str], bool]) -> str:
    """The first line of that kind; what servers warn of is none."""
    return next(line for raw in output if wanted(line := raw.decode().strip()))


def _until(met: Callable[[], bool], patience: float = PATIENCE) -> bool:
    """Waits until it is so; whether it is."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if met():
            return True
        time.sleep(0.1)
    return False


def _settled(read: Callable[[], list[Item]]) -> list[Item]:
    """What a reader has once it has had nothing new for a second."""
    items, since = read(), time.monotonic()
    while time.monotonic() < since + 1:
        time.sleep(0.1)
        if (now := read()) != items:
            items, since = now, time.monotonic()
    return items


def _rows(store: Path, query: str) -> list[tuple[str, ...]]:
    """The rows; none while the program has made no table yet, or holds it."""
    connection = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    with contextlib.closing(connection):
        try:
            return connection.execute(query).fetchall()
        except sqlite3.OperationalError:
            return []


def _asked(env: dict[str, str], name: str, path: str, method: str, *arguments: str) -> bool:
    """Calls a program over the bus; whether it answers, and not with no."""
    call = ["gdbus", "call", "--session", "-d", name, "-o", path, "-m", method, *arguments]
    done = subprocess.run(call, env=env, capture_output=True, text=True, check=False)
    return done.stdout.strip() in ("()", "(true,)")


def liferea(feed: Feed) -> list[Item]:
    """Subscribes or refreshes over Liferea's own interface on the bus."""
    home, url, name = feed.home, feed.url, "org.gnome.feed.Reader"
    feeds, store = home / ".config/liferea/feedlist.opml", home / ".local/share/liferea/liferea.db"
    new, log = not store.exists(), home / "liferea.log"
    if new:  # else it subscribes to a dozen of its friends
        feeds.parent.mkdir(parents=True)
        feeds.write_text(_OUTLINES.format(""), "utf-8")

    def asked(method: str, *arguments: str) -> bool:
        return _asked(env, name, "/org/gnome/feed/Reader", f"{name}.{method}", *arguments)

    def items() -> list[Item]:
        query = "SELECT title, source, description FROM items ORDER BY date DESC"
        return [Item(*row) for row in _rows(store, query)]

    command = ["liferea", "-w", "hidden", "--disable-plugins"]
    with _desk(home, command, log) as env:
        assert _until(lambda: asked("Ping"))
        before = feed.served()
        assert asked("Subscribe", url) if new else asked("Refresh")
        assert _until(lambda: feed.served() > before)
        return _settled(items)


_SETTINGS = "[Settings]\nautoUpdatefeedsStartUp=true\nstoreDBMemory=false\n"
_SUBSCRIBED = (
    "INSERT INTO feeds (text, xmlUrl, created, rowToParent) VALUES ('paper', ?, '2024', 0)"
)


def quiterss(feed: Feed) -> list[Item]:
    """Lets QuiteRSS read its feeds as it starts. Subscribing is a row in its store: it has no
    command for it.
    """
    home, url = feed.home, feed.url
    store, log = home / ".local/share/QuiteRss/QuiteRss/feeds.db", home / "quiterss.log"
    query = "SELECT title, link_href, description FROM news WHERE deleted = 0"

    def items() -> list[Item]:
        return [Item(*row) for row in _rows(store, f"{query} ORDER BY published DESC")]

    if not store.exists():
        settings = home / ".config/QuiteRss/QuiteRss.ini"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, "utf-8")
        with _desk(home, ["quiterss"], log):
            assert _until(lambda: store.exists() and _rows(store, "SELECT text FROM feeds") != [])
        _write(store, "DELETE FROM feeds WHERE xmlUrl <> ?", url)  # that of its makers
        _write(store, _SUBSCRIBED, url)
    before = feed.served()
    with _desk(home, ["quiterss"], log):
        assert _until(lambda: feed.served() > before)
        return _settled(items)


def _write(store: Path, statement: str, value: str) -> None:
    with contextlib.closing(sqlite3.connect(store)) as connection, connection:
        connection.execute(statement, (value,))


def akregator(feed: Feed) -> list[Item]:
    """Lets Akregator read its feeds over the bus, and end: it writes its store only then.

    The store is Metakit's, columns of strings that end in a zero byte. What has changed is
    written behind what was there, so the last run of strings of a kind is the one that counts.
    """
    home, part = feed.home, "org.kde.akregator.part.fetchAllFeeds"
    outlines = home / ".local/share/akregator/data/feeds.opml"
    if not outlines.exists():
        outlines.parent.mkdir(parents=True)
        outline = f'<outline text="paper" type="rss" version="RSS" id="1" xmlUrl="{feed.url}"/>'
        outlines.write_text(_OUTLINES.format(outline), "utf-8")
    before, quit = feed.served(), "/akregator/MainWindow_1/actions/file_quit"
    with _desk(home, ["akregator", "--hide-mainwindow"], home / "akregator.log") as env:

        def asked(path: str, method: str) -> bool:
            return _asked(env, "org.kde.akregator", path, method)

        # It answers before it knows its feeds; and what is asked again too soon is given up.
        assert _until(
            lambda: asked("/Akregator", part) and _until(lambda: feed.served() > before, 4)
        )
        time.sleep(1)
        assert asked(quit, "org.qtproject.Qt.QAction.trigger")
        assert _until(lambda: not asked(quit, "org.qtproject.Qt.QAction.trigger"))
        (store,) = (home / ".local/share/akregator/Archive").glob("http___127.0.0.1_*.mk4")
    return _metakit(store.read_bytes())


def _metakit(data: bytes) -> list[Item]:
    """The stories, newest first."""
    ids, links, texts = (
        list(re.finditer(rb"(?:%s[^\0]*\0)+" % sign, data))[-1]
        for sign in (b"urn:uuid:", rb"http://127[^\0]+/2024/", b"<div")
    )
    count = ids[0].count(b"\0")
    told = data[ids.end() : links.start()].decode("utf-8", "replace").split("\0")
    # RSS's descriptions stand behind the titles.
    arabic = [re.sub(r"^\W*", "", each) for each in told if re.search("[\u0621-\u064a]", each)]
    titles = arabic[:count]
    assert len(titles) == count
    between = range(links.end(), texts.start())
    columns = (struct.unpack_from(f"<{count}I", data, at) for at in between)
    days = next(each for each in columns if _2024 <= min(each) and max(each) < _2025)
    rows = zip(days, titles, _strings(links), _strings(texts), strict=True)
    return [Item(*row[1:]) for row in sorted(rows, reverse=True)]


def _strings(run: re.Match[bytes]) -> list[str]:
    return run[0].decode().removesuffix("\0").split("\0")
