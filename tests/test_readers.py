"""Real readers subscribe over the network, and read again after an editor's day of work.

A reader that its machine has not is left out (``scripts/readers.sh`` installs them).
"""

from __future__ import annotations

import functools
import http.server
import mailbox
import os
import re
import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Callable, Iterator
from email.header import decode_header, make_header
from pathlib import Path

import pytest

from tests.desktop_readers import Feed, Item, akregator, liferea, quiterss
from tests.newspaper import Newspaper, story

ROUNDS = (
    ["لماذا ذهب بوتين إلى باكو؟", "خبر عن BBC & غيرها", "قصة أولى"],
    ["قصة جديدة", "لماذا ذهب بوتين إلى باكو؟", "خبر عن BBC & غيرها", "قصة أولى"],
)


class _Server(http.server.ThreadingHTTPServer):
    """Remembers which paths it has answered."""

    def __init__(self, handler: Callable[..., http.server.BaseHTTPRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.asked: list[str] = []


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing: the tests' output is for tests."""

    def do_GET(self) -> None:
        super().do_GET()
        assert isinstance(self.server, _Server)
        self.server.asked.append(self.path)

    def send_header(self, keyword: str, value: str) -> None:
        # The test's day of work takes less than the second that this header counts in.
        if keyword != "Last-Modified":
            super().send_header(keyword, value)


class Site:
    """A newspaper that is served on this machine, and an editor's work on it."""

    def __init__(self, root: Path) -> None:
        self.paper = Newspaper(root / "paper", {
            "content/a/ar.md": story("قصة أولى", "2024-08-01", "متن أول.\n"),
            "content/b/ar.md": story("خبر عن BBC & غيرها", "2024-08-02", "متن ثان.\n"),
            "content/c/ar.md": story("لماذا ذهب بوتين إلى باكو؟", "2024-08-03", "متن ثالث.\n"),
        })  # fmt: skip
        handler = functools.partial(_Quiet, directory=str(self.paper.out))
        self.server = _Server(handler)
        self.asked = self.server.asked
        self.base = f"http://127.0.0.1:{self.server.server_port}"
        self.build()
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def build(self) -> None:
        self.paper.build(base_url=self.base)

    def work(self) -> None:
        """A story gets another address, one is corrected, one is new."""
        correction = "corrections: [{date: 2024-08-04, kind: correction, text: صححنا رقمًا.}]"
        self.paper.replace("content/b/ar.md", "date:", f"{correction}\ndate:")
        self.paper.replace("content/c/ar.md", "date:", "slug: elsewhere\ndate:")
        self.paper.write({"content/d/ar.md": story("قصة جديدة", "2024-08-05", "متن رابع.\n")})
        self.build()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path)
    yield made
    made.server.shutdown()
    made.server.server_close()


def _run(home: Path, *command: str) -> None:
    env = {**os.environ, "HOME": str(home), "LC_ALL": "C.UTF-8", "no_proxy": "127.0.0.1"}
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _newsboat(feed: Feed) -> list[Item]:
    """Reloads as at a press of ``R``, and reads newsboat's own store."""
    home, url = feed.home, feed.url
    (home / "urls").write_text(f"{url}\n", "utf-8")
    (home / "config").write_text("use-proxy no\n", "utf-8")
    files = ("-u", str(home / "urls"), "-c", str(home / "cache.db"), "-C", str(home / "config"))
    _run(home, "newsboat", *files, "-x", "reload")
    with sqlite3.connect(home / "cache.db") as store:
        query = "SELECT title, url, content FROM rss_item WHERE deleted = 0 ORDER BY pubDate DESC"
        rows = store.execute(query).fetchall()
    store.close()
    return [Item(*row) for row in rows]


def _sfeed(feed: Feed) -> list[Item]:
    """Updates, and reads sfeed's table. A story is one story by its id: the manual's ``merge``."""
    home, url = feed.home, feed.url
    lines = [
        f'sfeedpath="{home}/feeds"',
        "feeds() {\n feed paper '" + url + "'\n}",
        'merge() {\n sort -t \'\t\' -u -k6,6 "$3" "$2"\n}',
        "fetch() {\n curl -fsS --noproxy '*' \"$2\"\n}",
    ]
    (home / "sfeedrc").write_text("\n".join(lines) + "\n", "utf-8")
    _run(home, "sfeed_update", str(home / "sfeedrc"))
    rows = [line.split("\t") for line in (home / "feeds/paper").read_text("utf-8").splitlines()]
    rows.sort(key=lambda row: int(row[0]), reverse=True)
    return [Item(row[1], row[2], row[3]) for row in rows]


def _rss2email(feed: Feed) -> list[Item]:
    """Fetches, and reads the mails in the order of their days."""
    home, url = feed.home, feed.url
    options = ("r2e", "-c", str(home / "r2e.cfg"), "-d", str(home / "r2e.json"))
    if not (home / "r2e.cfg").exists():
        _run(home, *options, "new", "reader@localhost.localdomain")
        text = (home / "r2e.cfg").read_text("utf-8")
        wanted = {"email-protocol": "maildir", "maildir-path": str(home / "mail"),
                  "maildir-mailbox": "INBOX", "date-header": "True"}  # fmt: skip
        for name, value in wanted.items():
            text = re.sub(rf"(?m)^{name} =.*$", f"{name} = {value}", text)
        (home / "r2e.cfg").write_text(text, "utf-8")
        (home / "mail").mkdir()
        mailbox.Maildir(home / "mail" / "INBOX", create=True)
        _run(home, *options, "add", "paper", url)
    _run(home, *options, "run")
    mails = list(mailbox.Maildir(home / "mail" / "INBOX"))
    mails.sort(key=lambda mail: _moment(str(mail["Date"])), reverse=True)
    return [_mailed(mail) for mail in mails]


def _moment(date: str) -> str:
    from email.utils import parsedate_to_datetime

    return parsedate_to_datetime(date).isoformat()


def _mailed(mail: mailbox.MaildirMessage) -> Item:
    payload = mail.get_payload(decode=True)
    assert isinstance(payload, bytes)
    text = payload.decode()
    url = re.search(r"http://127\.0\.0\.1\S+/2024/\S+/", text)
    return Item(str(make_header(decode_header(str(mail["Subject"])))), url[0] if url else "", text)


Reader = Callable[[Feed], list[Item]]
READERS: dict[str, tuple[str, Reader]] = {
    "newsboat": ("newsboat", _newsboat),
    "sfeed": ("sfeed_update", _sfeed),
    "rss2email": ("r2e", _rss2email),
    "Liferea": ("liferea", liferea),
    "QuiteRSS": ("quiterss", quiterss),
    "Akregator": ("akregator", akregator),
}
# In one form a program with a window takes five seconds; the rest is for the long tests.
LONG = {("Liferea", "feed.xml"), ("QuiteRSS", "atom.xml"),
        ("Akregator", "feed.xml"), ("Akregator", "atom.xml")}  # fmt: skip
# What these have once got of a story stays as it was: mails that are sent, items that are stored.
KEEP = ("r2e", "liferea", "quiterss")
# What programs with windows need, so that nobody has to look at them.
NEED = dict.fromkeys(("akregator", "liferea", "quiterss"), ("Xvfb", "dbus-daemon", "gdbus"))


def _plain(title: str) -> str:
    return re.sub("[\u200e\u200f\u2060\u2066-\u2069]", "", title).replace("&amp;", "&")


@pytest.mark.parametrize(
    ("name", "form"),
    [
        pytest.param(name, form, marks=pytest.mark.long if (name, form) in LONG else ())
        for name in READERS
        for form in ("feed.xml", "atom.xml")
    ],
)
def test_a_reader_gets_every_story_once_and_in_order(
    site: Site, tmp_path: Path, name: str, form: str
) -> None:
    program, reader = READERS[name]
    for each in (program, *NEED.get(program, ())):
        if shutil.which(each) is None:
            pytest.skip(f"{each} is not installed")
    path = f"/ar/{form}"
    feed = Feed(tmp_path / "home", site.base + path, lambda: site.asked.count(path))
    feed.home.mkdir()
    first = reader(feed)
    assert [_plain(item.title) for item in first] == ROUNDS[0]
    assert [item.url for item in first] == [f"{site.base}/ar/2024/08/{each}/" for each in "cba"]
    assert "متن ثالث." in first[0].content
    again = reader(feed)
    assert again == first
    site.work()
    then = reader(feed)
    assert [_plain(item.title) for item in then] == ROUNDS[1]
    assert reader(feed) == then
    if program not in KEEP:
        assert then[1].url == f"{site.base}/ar/2024/08/elsewhere/"
        assert "صححنا رقمًا." in then[2].content


@pytest.mark.skipif(shutil.which("xmllint") is None, reason="xmllint is not installed")
def test_xmllint_finds_every_xml_file_well_formed(site: Site) -> None:
    files = [str(p) for p in site.paper.out.rglob("*") if p.suffix in (".xml", ".opml")]
    assert len(files) > 10
    done = subprocess.run(
        ["xmllint", "--noout", *files], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
