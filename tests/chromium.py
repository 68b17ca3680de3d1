"""Built pages in a real browser: a host for an output folder, and what a page can be asked."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.newspaper import ROOT

AXE = ROOT / "tests/tools/node_modules/axe-core/axe.min.js"
BINARY = shutil.which("chromium") or shutil.which("chromium-browser")
PHONE, TABLET, DESKTOP = (360, 740), (768, 1024), (1280, 900)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        return


@contextmanager
def served(out: Path) -> Iterator[str]:
    """The address of a host of an output folder."""
    handler = functools.partial(_Quiet, directory=str(out))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=BINARY, args=["--no-sandbox"])
        yield started
        started.close()


def ready(page: Page, url: str) -> None:
    """Go there and wait until the fonts have come."""
    answer = page.goto(url)
    assert answer and answer.ok, url
    page.evaluate("document.fonts.ready")


# What sticks out of the page at its end or its beginning, but for what scrolls within it.
_STICKS_OUT = """() => {
  const width = document.documentElement.clientWidth;
  const flow = each => getComputedStyle(each).overflowX;
  const scrolls = each => each && (/(auto|scroll|hidden|clip)/.test(flow(each))
    || scrolls(each.parentElement));
  return [...document.body.querySelectorAll('*')].filter(each => {
    const box = each.getBoundingClientRect();
    return box.width > 1 && (box.right > width + 1 || box.left < -1) && !scrolls(each);
  }).map(each => each.outerHTML.slice(0, 120));
}"""


def overflow(page: Page) -> list[str]:
    """What makes the page scroll sideways."""
    wide: bool = page.evaluate(
        "document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth"
    )
    found: list[str] = page.evaluate(_STICKS_OUT)
    return found or (["the page itself"] if wide else [])


# Text that stands out too little from what is behind it (WCAG 1.4.3). axe-core takes Arabic letters
# for ornaments and leaves them out.
_PALE = """() => {
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = colour => {
    const [red, green, blue] = colour.map(each => each / 255)
      .map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = each => {
    for (; each; each = each.parentElement) {
      const colour = parts(getComputedStyle(each).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour.slice(0, 3);
    }
    return parts(getComputedStyle(document.body).backgroundColor);
  };
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const holder = node.parentElement;
    if (!node.data.trim() || !holder.checkVisibility() || holder.closest('script')) continue;
    const style = getComputedStyle(holder);
    const size = parseFloat(style.fontSize);
    const most = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
    const [one, other] = [light(parts(style.color).slice(0, 3)), light(ground(holder))];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (ratio < most) found.push(`${ratio.toFixed(2)}: ${node.data.trim().slice(0, 40)}`);
  }
  return found;
}"""


def pale(page: Page) -> list[str]:
    """Text that is too pale, and how pale it is."""
    found: list[str] = page.evaluate(_PALE)
    return found


# Lines of text that lie on lines of another element's, and text that its box cuts off.
_COLLIDES = """() => {
  const lines = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const holder = node.parentElement;
    if (!node.data.trim() || holder.closest('.unseen, .skip, script, [hidden]')) continue;
    if (!holder.checkVisibility()) continue;
    let block = holder;
    while (getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const each of range.getClientRects()) {
      const trim = each.height * 0.3;
      lines.push({block, text: node.data.trim().slice(0, 40), left: each.left + 1,
        right: each.right - 1, top: each.top + trim, bottom: each.bottom - trim});
    }
  }
  const found = [];
  for (let at = 0; at < lines.length; at++) for (let next = at + 1; next < lines.length; next++) {
    const [one, other] = [lines[at], lines[next]];
    if (one.block.contains(other.block) || other.block.contains(one.block)) continue;
    if (one.left < other.right && other.left < one.right && one.top < other.bottom
      && other.top < one.bottom) found.push(`${one.text} / ${other.text}`);
  }
  for (const each of document.body.querySelectorAll('*')) {
    const style = getComputedStyle(each);
    const cuts = /(hidden|clip)/.test(style.overflowX + style.overflowY);
    if (cuts && !each.closest('.unseen') && each.textContent.trim()
      && (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1))
      found.push(`cut: ${each.outerHTML.slice(0, 80)}`);
  }
  return found;
}"""


def collisions(page: Page) -> list[str]:
    """Text that lies on other text or is cut off."""
    found: list[str] = page.evaluate(_COLLIDES)
    return found
