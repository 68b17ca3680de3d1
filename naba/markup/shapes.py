"""The forms that readers meet: pictures with captions, quotes, boxes, embeds, tables.

Works on the parsed tree, between the parser and the sanitiser: what is made here has to pass the
sanitiser's list like everything else. The HTML is described in ``naba.markup``.
"""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AMP_SUBSTITUTE, AtomicString

from naba import bidi
from naba.markup.embeds import embed
from naba.markup.inserts import Insert
from naba.markup.job import Job

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_INVISIBLE = re.compile(r"[\x00-\x20]")
_FOLLOWED = frozenset({"http", "https", "mailto", "tel"})
_SIDES = {"left": "start", "center": "center", "right": "end"}
_HEADING = r"^[ \t>]{0,9}#(?!#)|^(?=.*\S.*\n[ ]{0,3}=+[ ]*$)"


def begin(insert: Insert, parent: Element, job: Job) -> tuple[Element, Element]:
    """A block's element, put into its parent, and the element that takes what stands in it."""
    if insert.kind == "gallery":
        gallery = SubElement(parent, "div", {"class": "gallery"})
        return gallery, gallery
    if insert.kind == "facts":
        aside = SubElement(parent, "aside", {"class": "facts", "aria-label": insert.title})
        SubElement(aside, "p", {"class": "facts-title"}).text = AtomicString(insert.title)
        return aside, aside
    figure = SubElement(parent, "figure", {"class": insert.kind})
    if insert.kind == "quote":
        return figure, SubElement(figure, "blockquote", _tongue(insert, job))
    _embed(insert, figure)
    return figure, SubElement(figure, "figcaption")


def end(insert: Insert, element: Element, job: Job) -> None:
    """Finish a block when the Markdown in it is done."""
    if insert.kind == "quote":
        _attribute(insert, element)
        if not len(element[0]):
            remedy = "write the words between its options and its closing line"
            job.problems.append(job.sheet.at(insert.offset, "the quotation is empty", remedy))
    elif insert.kind == "gallery":
        job.galleries.append((insert, element))
    elif insert.kind == "embed" and not len(element[-1]):
        element.remove(element[-1])


def shape(root: Element, job: Job) -> None:
    """Give a parsed text its forms, and tell what is wrong with it."""
    for heading in list(root.iter("h1")):
        heading.tag = "h2"
        job.tell(
            "the title is the only heading of level 1",
            "begin with `##`, or write `\\#` for a number sign at a line's start",
            _HEADING,
        )
    for link in root.iter("a"):
        _check_scheme(link, job)
    if any(True for _ in root.iter("img")):
        _pictures(root, job)
    for insert, gallery in job.galleries:
        if not len(gallery) or any(child.tag != "figure" for child in gallery):
            fact = "a gallery holds pictures and nothing else"
            remedy = "write `![what it shows](file.png)`, one a line"
            job.problems.append(job.sheet.at(insert.offset, fact, remedy))
    if any(True for _ in root.iter("table")):
        _tables(root, job)
    if "{" in job.sheet.text:
        _attributes(root, job)


def _tongue(insert: Insert, job: Job) -> dict[str, str]:
    lang = insert.options.get("lang", job.lang)
    return {} if lang == job.lang else {"lang": lang, "dir": bidi.direction(lang)}


def _attribute(insert: Insert, figure: Element) -> None:
    """Say below a quotation whose words they are, and where they stand."""
    caption = Element("figcaption")
    for name in ("speaker", "role"):
        if words := insert.options.get(name):
            _append(caption, "span", {"class": name}).text = words
    url, source = insert.options.get("url"), insert.options.get("source")
    if source and not url and source.startswith(("https://", "http://")):
        url, source = source, None
    if url or source:
        cite = _append(caption, "cite", {})
        holder = SubElement(cite, "a", {"href": url}) if url else cite
        holder.text = source or (_host(url) if url else "")
    if len(caption):
        figure.append(caption)


def _append(holder: Element, tag: str, attributes: dict[str, str]) -> Element:
    """A further child, a space after the one before it: feed readers know no style."""
    if len(holder):
        holder[-1].tail = " "
    return SubElement(holder, tag, attributes)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or url).removeprefix("www.")
    except ValueError:
        return url


def _embed(insert: Insert, figure: Element) -> None:
    target = embed(insert.options["url"])
    assert target is not None  # inserts.scan lets no other address through
    link = SubElement(figure, "a", {"href": target.url, "data-embed": target.provider})
    link.set("data-id", target.id)
    if image := insert.options.get("image"):
        SubElement(link, "img", {"src": image, "alt": ""})
    SubElement(link, "span").text = AtomicString(insert.options["title"])


def _check_scheme(link: Element, job: Job) -> None:
    address = (link.get("href") or "").replace(AMP_SUBSTITUTE, "&")
    scheme = _SCHEME.match(_INVISIBLE.sub("", html.unescape(address)))
    if scheme and scheme[1].lower() not in _FOLLOWED:
        job.tell(
            f"this address can't be followed: `{address}`",
            "link to an `https://` address or to another story's file",
            r"[(<\[\"':]\s*(?P<at>" + job.literal(address) + ")",
            r"\]\(",
        )
        link.tag = "span"
        link.attrib.clear()


def _pictures(root: Element, job: Job) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == "p" and _only_pictures(child):
                at = list(parent).index(child)
                parent[at : at + 1] = [_figure(image) for image in child]
    figured = {id(figure[0]) for figure in root.iter("figure") if len(figure)}
    for image in root.iter("img"):
        if id(image) not in figured and (image.get("title") or image.get("credit")):
            job.tell(
                "a picture with a caption stands inside a paragraph, where none can be shown",
                "put the picture alone, between two empty lines",
                r"!\[[^\]]*\]\(\s*<?" + job.literal(image.get("src") or ""),
                r"!\[",
                warning=True,
            )
            image.attrib.pop("title", None)


def _only_pictures(paragraph: Element) -> bool:
    if not len(paragraph) or (paragraph.text or "").strip():
        return False
    return all(child.tag == "img" and not (child.tail or "").strip() for child in paragraph)


def _figure(image: Element) -> Element:
    """A picture's figure: its title is the caption, its attribute ``credit`` the credit."""
    figure = Element("figure", {"class": "picture"})
    figure.tail = "\n"
    caption = image.attrib.pop("title", None) or ""
    credit = image.attrib.pop("credit", None) or ""
    image.tail = None
    figure.append(image)
    if caption or credit:
        below = SubElement(figure, "figcaption")
        below.text = f"{caption} " if caption and credit else caption
        if credit:
            SubElement(below, "span", {"class": "credit"}).text = credit
    return figure


def _tables(root: Element, job: Job) -> None:
    """Let wide tables scroll in a region of their own, and name columns and sides."""
    found = [(parent, child) for parent in root.iter() for child in parent if child.tag == "table"]
    for count, (parent, table) in enumerate(found, 1):
        label = job.strings["table"] + (f" {count}" if len(found) > 1 else "")
        region = Element("div", {"class": "table", "tabindex": "0", "role": "region"})
        region.set("aria-label", label)
        parent[list(parent).index(table)] = region
        region.tail, table.tail = table.tail, None
        region.append(table)
        for cell in list(table.iter()):
            _cell(cell)


def _cell(cell: Element) -> None:
    if cell.tag == "th":
        # An empty header names nothing; screen readers would say so for every cell below.
        if len(cell) or (cell.text or "").strip():
            cell.set("scope", "col")
        else:
            cell.tag = "td"
    side = _SIDES.get(cell.attrib.pop("align", ""))
    if side:
        cell.set("class", side)


def _attributes(root: Element, job: Job) -> None:
    for element in root.iter():
        for name in element.attrib:
            if name == "style" or name.startswith("on"):
                job.tell(
                    f"the attribute `{name}` was left out",
                    "pages get their looks and behaviour from the theme",
                    r"\{:?[^{}\n]*?(?P<at>" + re.escape(name) + r"\s*=)",
                    warning=True,
                )
