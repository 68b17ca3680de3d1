"""The last pass over clean HTML: ids, links, pictures and words, each looked at once.

What is seen here is what readers get, whatever Markdown or HTML it came from. nh3 writes every
attribute as ``name="value"`` and escapes ``<`` and ``>`` in it, so tags are found by a pattern.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from urllib.parse import unquote

from naba import bidi, text
from naba.markup import embeds
from naba.markup.job import Job

_TAG = re.compile(r"<(a|img|h[2-6]|[a-z][a-z0-9]*(?= ))((?: [a-z][a-z-]*=\"[^\"]*\")*)>")
_ATTRIBUTE = re.compile(r" ([a-z][a-z-]*)=\"([^\"]*)\"")
_ANY_TAG = re.compile(r"<[^>]*>")
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub"
    r"|sup|time|u|var|wbr)(?: [^>]*)?>"
)
_CODE = re.compile(r"<(pre|code|kbd|samp)[ >].*?</\1>", re.DOTALL)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*")
_SPOKEN = ("alt", "aria-label", "title")
_FRAGMENT = re.compile(r"(<a [^>]*?href=\")#([^\"]+)\"")
_ADDRESS = r"(?<=[(<\"'\s=:])"


class Finish:
    """The finished HTML of one text (``run``), and what was met on the way."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.pictures: dict[str, None] = {}
        self.links: dict[str, None] = {}
        self._ids: set[str] = set()
        self._counts: Counter[str] = Counter()  # how often a heading's id was given anew
        self._headings = 0
        self._html = ""

    def run(self, markup: str) -> str:
        """Finish clean HTML."""
        self._html = markup
        markup = _TAG.sub(self._tag, markup)
        if 'href="#' in markup:
            markup = _FRAGMENT.sub(self._fragment, markup)
        if "[^" in markup or "///" in markup:
            self._leftovers(_CODE.sub("", markup))
        return markup

    def _tag(self, match: re.Match[str]) -> str:
        name = match[1]
        given = {key: html.unescape(value) for key, value in _ATTRIBUTE.findall(match[2])}
        attributes = dict(given)
        self._id(name, attributes, match)
        if name == "img":
            if not self._picture(attributes):
                return ""
        elif name == "a":
            self._link(attributes)
        self._language(attributes)
        for key in _SPOKEN:
            if attributes.get(key):
                attributes[key] = bidi.isolate_plain(attributes[key], self.job.lang)
        if attributes == given:
            return match[0]
        inner = "".join(f' {key}="{html.escape(value)}"' for key, value in attributes.items())
        return f"<{name}{inner}>"

    def _id(self, name: str, attributes: dict[str, str], match: re.Match[str]) -> None:
        """Ids of ours stay, others get a prefix; every heading has one; none stands twice."""
        id = "-".join(attributes.pop("id", "").split())
        if id and id not in self.job.ids:
            id = f"u-{id}"
        if not id and name[0] == "h" and name[1:].isdigit():
            self._headings += 1
            close = self._html.find(f"</{name}>", match.end())
            words = html.unescape(_ANY_TAG.sub("", self._html[match.end() : close]))
            slug = text.slugify(words, ascii_only=False) or str(self._headings)
            id = self._unique(f"s-{slug}")
        if id in self._ids:
            typed = id.removeprefix("u-")
            remedy = "give each place a name of its own"
            self.job.tell(f"the id `{typed}` stands twice", remedy, re.escape(typed))
            return
        if id:
            self._ids.add(id)
            attributes["id"] = id

    def _unique(self, id: str) -> str:
        free = id
        while free in self._ids:
            self._counts[id] += 1
            free = f"{id}-{self._counts[id] + 1}"
        return free

    def _language(self, attributes: dict[str, str]) -> None:
        if not _LANGUAGE.fullmatch(attributes.get("lang", "en")):
            del attributes["lang"]
        if attributes.get("dir", "ltr").lower() not in {"ltr", "rtl", "auto"}:
            del attributes["dir"]

    def _picture(self, attributes: dict[str, str]) -> bool:
        """Look at a picture; whether it may stay."""
        source = attributes.get("src", "").strip()
        literal = self.job.literal(source)
        places = (rf"!\[[^\]]*\]\(\s*<?(?P<at>{literal})", rf"(?P<at>{literal})", r"!\[|<img\b")
        if not source:
            self.job.tell(
                "a picture has no address that can be used",
                "name a file that stands beside the story",
                r"!\[[^\]]*\]\(\s*(?:\)|[a-z]+:)|<img\b",
                r"!\[|<img\b",
            )
            return False
        if _SCHEME.match(source) or source.startswith(("/", "\\")):
            fact = f"the picture `{source}` does not stand beside the story"
            self.job.tell(fact, "put its file into the story's folder and name it here", *places)
            return True
        if not attributes.get("alt", "").strip() and not self._is_embed_image(source):
            missing = rf"!\[\s*\]\(\s*<?{literal}"
            remedy = "say between the brackets what the picture shows: `![…](file)`"
            fact = f"the picture `{source}` has no text for those who can't see it"
            self.job.tell(fact, remedy, missing, r"!\[\s*\]|<img\b")
        attributes.setdefault("alt", "")
        self.pictures[attributes["src"]] = None
        return True

    def _is_embed_image(self, source: str) -> bool:
        return any(insert.options.get("image") == source for insert in self.job.inserts)

    def _link(self, attributes: dict[str, str]) -> None:
        provider, id = attributes.get("data-embed"), attributes.get("data-id", "")
        if provider is not None and not embeds.sound(provider, id):
            attributes.pop("data-embed")
            attributes.pop("data-id", None)
        href = attributes.get("href")
        if href is None:
            self._dropped(attributes)
            return
        scheme = _SCHEME.match(href)
        if scheme:
            if scheme[1].lower().startswith("http"):
                attributes["rel"] = "noopener"
        elif not href.startswith("#"):
            self._local(href)

    def _dropped(self, attributes: dict[str, str]) -> None:
        """Tell of a typed link whose address the sanitiser did not let through."""
        wrong = r"<a\b[^<>]*?href\s*=\s*[\"']?(?P<at>(?!https?:|mailto:|tel:)[^\s\"'<>]*:)"
        if "id" not in attributes and re.search(wrong, self.job.sheet.prose, re.IGNORECASE):
            remedy = "link to an `https://` address or to another story's file"
            self.job.tell("this address can't be followed", remedy, f"(?i:{wrong})")

    def _local(self, href: str) -> None:
        path = href.partition("#")[0].partition("?")[0]
        if path.endswith(".md") and not href.startswith(("/", "\\")):
            self.links[path] = None
            return
        fact = f"the link `{href}` leads to no story and to no other site"
        if not href.strip():
            fact = "a link has no address"
        self.job.tell(
            fact,
            "name another story's file (`../../04/a-story/ar.md`) or a full `https://…` address",
            _ADDRESS + self.job.literal(href) if href.strip() else r"\]\(\s*\)|href=[\"']{2}",
            r"(?P<at>" + self.job.literal(href) + ")",
        )

    def _fragment(self, match: re.Match[str]) -> str:
        typed = unquote(html.unescape(match[2]))
        for id in (typed, f"u-{typed}", f"s-{typed}"):
            if id in self._ids:
                return f'{match[1]}#{html.escape(id)}"'
        if typed != "top":
            self.job.tell(
                f"no place in this text is called `#{typed}`",
                "link to one of its headings, or give the place an id",
                r"(?P<at>#" + re.escape(html.unescape(match[2])) + ")",
                r"\]\(\s*#",
            )
        return match[0]

    def _leftovers(self, markup: str) -> None:
        """Marks that the parser did not understand and left in the text."""
        prose = html.unescape(_ANY_TAG.sub("\n", markup))
        for label in re.findall(r"\[\^([^\]\s]+)\]", prose):
            self.job.tell(
                f"the footnote `{label}` has no text",
                f"write `[^{label}]: …` on a line of its own",
                r"\[\^" + re.escape(label) + r"\](?!:)",
                r"\[\^",
            )
        if len(self.job.seen) < len(self.job.inserts):
            return  # their fences are left over, and that is told already
        for slashes in re.findall(r"^\s*(/{3,})", prose, re.MULTILINE):
            self.job.tell(
                f"a line that begins with `{slashes}` stands where no block can",
                "begin it at the line's start, outside lists and quotations",
                r"^(?: {4,}|[ \t]*[>*+\-\d]).*?(?P<at>/{3,})",
                r"/{3,}",
            )


def count_words(markup: str) -> int:
    """The words of clean HTML's text."""
    return text.count_words(html.unescape(_ANY_TAG.sub(" ", _INLINE.sub("", markup))))
