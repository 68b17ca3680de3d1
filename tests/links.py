"""Walks a built site's pages: their links, fragments, alternates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

_ATTRIBUTES = ("href", "src", "poster")


class Pages:
    """The HTML pages of an output folder that is served at ``base``."""

    def __init__(self, out: Path, base: str) -> None:
        self.out, self.base = out, base.rstrip("/") + "/"
        self.trees = {
            file.relative_to(out).as_posix(): html.parse(str(file)).getroot()
            for file in sorted(out.rglob("*.html"))
        }

    def url(self, path: str) -> str:
        """The absolute address of an output file."""
        return self.base + path.removesuffix("index.html")

    def links(self, path: str) -> Iterator[str]:
        """Every address that the page at ``path`` names, absolute."""
        for element in self.trees[path].iter():
            for name in _ATTRIBUTES:
                if element.get(name) is not None:
                    yield urljoin(self.url(path), element.get(name))
            for part in (element.get("srcset") or "").split(","):
                if part.strip():
                    yield urljoin(self.url(path), part.split()[0])

    def broken(self) -> list[str]:
        """What is wrong with links within the site: page and address."""
        found = []
        for path in self.trees:
            for link in self.links(path):
                if urlsplit(link).netloc == urlsplit(self.base).netloc and not self._leads(link):
                    found.append(f"{path}: {link}")
        return found

    def _leads(self, link: str) -> bool:
        if not link.startswith(self.base) and link + "/" != self.base:
            return False
        address, _, fragment = link.partition("#")
        path = unquote(urlsplit(address).path)[len(urlsplit(self.base).path) :]
        file = path + "index.html" if not path or path.endswith("/") else path
        if not (self.out / file).is_file():
            return False
        if not fragment or not file.endswith(".html"):
            return True
        return unquote(fragment) in self.ids(file)

    def ids(self, path: str) -> set[str]:
        return {element.get("id") for element in self.trees[path].iter() if element.get("id")}

    def alternates(self, path: str) -> dict[str, str]:
        """The page's hreflang set."""
        return {
            link.get("hreflang"): link.get("href")
            for link in self.trees[path].iter("link")
            if link.get("rel") == "alternate" and link.get("hreflang")
        }

    def is_redirect(self, path: str) -> bool:
        return any(
            re.fullmatch("refresh", meta.get("http-equiv") or "", re.IGNORECASE)
            for meta in self.trees[path].iter("meta")
        )
