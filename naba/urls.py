"""Every address on the site. No other module joins URL parts.

An address begins with a slash and knows neither host nor sub-path; ``Base`` adds them and
percent-encodes. Folders end in a slash and are served from their ``index.html``.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from naba.model import Value

_LONGEST_NAME = 220  # bytes of a picture's own name: with size and ending it stays under 255
# RFC 3986 §3.3: what may stand in a path as it is; but for the comma, which parts a ``srcset``.
_SAFE = "/-._~!$&'()*+;=:@"


class Base(Value, frozen=True):
    """Where the site stands: ``https://example.org`` or ``https://example.org/news``."""

    url: str

    @property
    def root(self) -> str:
        """The path of the site's root, with a slash at both ends: ``/`` or ``/news/``."""
        return _root_of(self.url)

    def href(self, address: str) -> str:
        """The address for links on the site itself, sub-path included, percent-encoded."""
        return _href(self.url, address)

    def absolute(self, address: str) -> str:
        """The address with scheme and host, percent-encoded (RFC 3986)."""
        return _absolute(self.url, address)

    def all_absolute(self, addresses: Sequence[str]) -> list[str]:
        """The same of many addresses, which hold no line's end, in a tenth of the time."""
        base = self.absolute("/")
        paths = quote("\n".join([each.lstrip("/") for each in addresses]), safe=_SAFE + "\n")
        return [base + path for path in paths.split("\n")] if addresses else []


# An address stands on many pages, and quoting is slow: it is done once for each.
@functools.lru_cache(maxsize=20_000)
def _href(url: str, address: str) -> str:
    return _root_of(url) + quote(address.lstrip("/"), safe=_SAFE)


@functools.lru_cache(maxsize=20_000)
def _absolute(url: str, address: str) -> str:
    return _host_of(url) + _href(url, address)


@functools.lru_cache(maxsize=8)
def _root_of(url: str) -> str:
    return quote(urlsplit(url).path.rstrip("/"), safe=_SAFE + "%") + "/"


@functools.lru_cache(maxsize=8)
def _host_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def home(lang: str) -> str:
    return f"/{lang}/"


def article(lang: str, year: int, month: int, slug: str) -> str:
    return f"/{lang}/{year:04}/{month:02}/{slug}/"


def standing(lang: str, slug: str) -> str:
    """A standing page such as "about"."""
    return f"/{lang}/{slug}/"


def section(lang: str, id: str) -> str:
    return f"/{lang}/{id}/"


def tags(lang: str) -> str:
    return f"/{lang}/tags/"


def tag(lang: str, slug: str) -> str:
    return f"/{lang}/tags/{slug}/"


def person(lang: str, slug: str) -> str:
    return f"/{lang}/people/{slug}/"


def archive(lang: str) -> str:
    return f"/{lang}/archive/"


def month(lang: str, year: int, month: int) -> str:
    return f"/{lang}/{year:04}/{month:02}/"


def corrections(lang: str) -> str:
    return f"/{lang}/corrections/"


def search(lang: str) -> str:
    return f"/{lang}/search/"


def search_month(lang: str, year: int, month: int) -> str:
    """What search reads of a month's stories."""
    return f"/{lang}/search/{year:04}-{month:02}.json"


def search_year(lang: str, year: int) -> str:
    """The words of a year, and in which of its months they occur."""
    return f"/{lang}/search/{year:04}.json"


def feeds(lang: str) -> str:
    return f"/{lang}/feeds/"


def feed(front: str, form: str = "rss") -> str:
    """The feed of the listing whose front page is at ``front``: ``rss``, ``atom`` or ``json``."""
    return front + {"rss": "feed.xml", "atom": "atom.xml", "json": "feed.json"}[form]


def archived_feed(lang: str, year: int, month: int, part: int, form: str) -> str:
    """A sealed part of an edition's feed: the first, second … of a month."""
    number = f"-{part}" if part > 1 else ""
    return f"/{lang}/feeds/{year:04}-{month:02}{number}.{'json' if form == 'json' else 'xml'}"


def outlines(lang: str) -> str:
    """All feeds of an edition in OPML."""
    return f"/{lang}/feeds/feeds.opml"


def sealed(front: str, number: int) -> str:
    """The sealed page ``number`` of the listing whose front page is at ``front``."""
    return f"{front}page/{number}/"


def sitemap(lang: str, year: int, month: int) -> str:
    return f"/sitemaps/{lang}-{year:04}-{month:02}.xml"


def sitemap_of_listings(lang: str) -> str:
    return f"/sitemaps/{lang}.xml"


SITEMAP_INDEX = "/sitemap.xml"
NEWS_SITEMAP = "/sitemaps/news.xml"
ROBOTS = "/robots.txt"
SECURITY = "/.well-known/security.txt"
GATEWAY = "/"
NOT_FOUND = "/404.html"


def indexnow(key: str) -> str:
    """Where IndexNow looks for the site's key."""
    return f"/{key}.txt"


def address_of(path: str) -> str:
    """The address of a page's file below the output folder: ``file_of`` turned round."""
    return "/" + path.removesuffix("index.html")


def not_found(lang: str) -> str:
    return f"/{lang}/404.html"


def picture(file: str, digest: str, width: int, ending: str) -> str:
    """One size of a picture. The digest makes the address new when the picture changes."""
    return f"{_media(file, digest)}-{width}.{ending}"


def cut_picture(file: str, digest: str, size: tuple[int, int], focus: str, ending: str) -> str:
    """A picture cut to a shape around its focal point: ``map.0a1b2c3d-1200x675-30-60.jpg``."""
    across, down = focus.replace("%", "").split()
    return f"{_media(file, digest)}-{size[0]}x{size[1]}-{across}-{down}.{ending}"


@functools.lru_cache(maxsize=4)  # a picture has some ten files
def _media(file: str, digest: str) -> str:
    folder, slash, name = file.rpartition(".")[0].rpartition("/")
    name = name.encode()[:_LONGEST_NAME].decode(errors="ignore")
    return f"/media/{folder}{slash}{name}.{digest[:8]}"


def card(article: str) -> str:
    """The share card of the story at an address. It stays there when the headline changes."""
    return f"{article}card.jpg"


def latest(lang: str) -> str:
    """The newest stories by themselves, for pages that show them beside something else."""
    return f"/{lang}/latest.html"


def file_of(address: str) -> str:
    """The file below the output folder that a host serves at an address."""
    path = address.lstrip("/")
    if path and not path.endswith("/"):
        # An old address such as /2019/story is served as a folder, /2019/story.html as it is.
        return path if "." in path.rpartition("/")[2] else f"{path}/index.html"
    return f"{path}index.html"
