"""The editor's server: a save rebuilds what changed; this machine alone can reach it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator

import pytest

from tests.conftest import Press
from tests.newspaper import ROOT, SITE, Newspaper, story


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _until(holds: Callable[[], bool], what: str) -> None:
    for _ in range(150):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError(f"it never came to pass that {what}")


@pytest.fixture
def served(newspaper: Press) -> Iterator[tuple[Newspaper, int]]:
    site = SITE.replace("https://news.example", "https://news.example/below")
    paper = newspaper({"site.yaml": site, "content/a/ar.md": story("أول", "2024-01-01")})
    port = _free_port()
    command = [sys.executable, str(ROOT / "build.py"), "serve", "--port", str(port)]
    server = subprocess.Popen(
        [*command, "--site", str(paper.root), "--jobs", "1"], stderr=subprocess.DEVNULL
    )
    try:
        _until(lambda: _get(port, "/ar/") is not None, "the server answers")
        yield paper, port
    finally:
        server.terminate()
        server.wait(10)


def _get(port: int, address: str) -> str | None:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{address}", timeout=5) as answer:
            text: str = answer.read().decode()
            return text
    except (urllib.error.URLError, ConnectionError):
        return None


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_save_a_new_file_and_a_deletion_are_served(served: tuple[Newspaper, int]) -> None:
    paper, port = served
    assert "livereload" in (_get(port, "/ar/2024/01/a/") or "")
    paper.replace("content/a/ar.md", "أول", "أول مصحح")
    _until(lambda: "أول مصحح" in (_get(port, "/ar/2024/01/a/") or ""), "the edit is served")
    paper.write({"content/b.ar.md": story("ثان", "2024-01-02")})
    _until(lambda: _get(port, "/ar/2024/01/b/") is not None, "the new story is served")
    paper.write({"content/a/ar.md": "---\ntitle: ["})
    time.sleep(1.5)
    assert "أول مصحح" in (_get(port, "/ar/2024/01/a/") or ""), "a broken save took the page away"
    paper.write({"content/a/ar.md": story("أول", "2024-01-01")})
    paper.delete("content/b.ar.md")
    _until(lambda: _get(port, "/ar/2024/01/b/") is None, "the deleted story is gone")


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_new_title_and_a_folder_of_templates_are_served(served: tuple[Newspaper, int]) -> None:
    paper, port = served
    paper.replace("site.yaml", "News", "Gazette")
    _until(lambda: "Gazette" in (_get(port, "/en/") or ""), "the new title is served")
    own = (ROOT / "templates/pages/404.html").read_text("utf-8")
    paper.write({"templates/pages/404.html": own.replace("block main %}", "block main %}own")})
    _until(lambda: "own" in (_get(port, "/en/404.html") or ""), "the paper's template is served")
    paper.replace("templates/pages/404.html", "%}own", "%}other")
    _until(lambda: "other" in (_get(port, "/en/404.html") or ""), "its second edit is served")
    renamed = paper.root / "content/a/new.md"
    renamed.write_text(story("ثالث", "2024-01-01"), "utf-8")
    renamed.replace(paper.root / "content/a/ar.md")  # as many editors save
    _until(lambda: "ثالث" in (_get(port, "/ar/2024/01/a/") or ""), "the edit is served")


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_other_machines_can_not_reach_the_server(served: tuple[Newspaper, int]) -> None:
    _, port = served
    with socket.socket() as probe, pytest.raises(OSError, match="refused"):
        probe.connect(("127.0.0.2", port))
