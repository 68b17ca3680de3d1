"""Feeds as their published rules have them, and newspapers whose feeds have something to tell."""

from __future__ import annotations

import json
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import msgspec
from lxml import etree

from tests.newspaper import ROOT, SITE, picture, story

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DC = "{http://purl.org/dc/elements/1.1/}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"

_schema = etree.RelaxNG(etree.parse(ROOT / "tests/schemas/atom.rng"))
_ADDRESS = re.compile(r'(?:src|href)="([^"]*)"')


def sourced() -> dict[str, str | bytes]:
    """A story from an agency's Persian, a story of our own in two languages, and a correction."""
    source = (
        "{name: وكالة تسنيم, url: 'https://agency.example/fa/1?a=1&b=2', language: fa,"
        " title: 'چرا پوتین به باکو رفت؟', date: 2024-08-17, authors: [خبرنگار]}"
    )
    return {
        "site.yaml": SITE,
        "content/people.yaml": "desk:\n  name: {ar: مكتب الترجمة, en: The Desk}\n  desk: true\n",
        "content/2024/visit/ar.md": story(
            "لماذا ذهب بوتين إلى باكو؟",
            "2024-08-18 10:00",
            "NATO تقول كلامًا.\n\n![خريطة](map.png)\n\n[قصة](../own/ar.md)\n",
            section="world",
            tags="[روسيا]",
            authors="[ليلى]",
            translators="[مكتب الترجمة]",
            source=source,
            summary="ملخص الزيارة",
            image="{file: map.png, alt: خريطة القوقاز, caption: خريطة, credit: نبأ}",
        ),
        "content/2024/visit/en.md": story(
            "Why Baku?", None, "Text.\n", translators="[desk]", source="{name: Tasnim}"
        ),
        "content/2024/visit/map.png": picture(60),
        "content/2024/own/ar.md": story("قصة لنا", "2024-08-19 10:00", section="science"),
        "content/2024/own/en.md": story(
            "Our own",
            None,
            "Text.\n",
            translators="[desk]",
            corrections="[{date: 2024-08-20 09:00, kind: correction, text: A wrong figure.}]",
        ),
    }


def rss_faults(body: bytes) -> list[str]:
    """What RSS 2.0, the RSS Profile and W3C's validator find wrong with a feed."""
    channel = etree.fromstring(body).find("channel")
    assert channel is not None
    faults = [
        f"no {name}" for name in ("title", "link", "description") if not channel.findtext(name)
    ]
    own = [link.get("href") for link in channel.findall(f"{ATOM}link") if link.get("rel") == "self"]
    faults += [] if len(own) == 1 else ["no one self"]
    for item in channel.findall("item"):
        names = [each.tag for each in item]
        for name in ("guid", "title", "link", "pubDate", "description", f"{CONTENT}encoded"):
            if names.count(name) > 1:
                faults.append(f"two {name}")
        if names.index("description") > names.index(f"{CONTENT}encoded"):
            faults.append("description after content:encoded")
        # The validator calls these the same thing told twice.
        for core, extension in (("source", "source"), ("category", "subject"), ("pubDate", "date"),
                                ("author", "creator"), ("language", "language")):  # fmt: skip
            if core in names and f"{DC}{extension}" in names:
                faults.append(f"{core} and dc:{extension}")
        if not (item.findtext("description") or "").strip():
            faults.append("an empty description")
        guid = item.find("guid")
        if guid is None or guid.get("isPermaLink") != "false" or "://" in (guid.text or ""):
            faults.append("the guid is an address")
        parsedate_to_datetime(item.findtext("pubDate") or "")
        faults += relative_addresses(item.findtext(f"{CONTENT}encoded") or "")
        if urlsplit(item.findtext("link") or "").scheme not in ("http", "https"):
            faults.append("the link is relative")
    return faults


def atom_faults(body: bytes) -> list[str]:
    """What RFC 4287 finds wrong with a feed: its grammar, and rules that no grammar holds."""
    tree = etree.fromstring(body)
    faults = [] if _schema.validate(tree) else [str(_schema.error_log)]
    ids = [each.text for each in tree.iter(f"{ATOM}id")]
    if len(ids) != len(set(ids)):
        faults.append("an id stands twice")
    named = tree.find(f"{ATOM}author") is not None
    for entry in tree.findall(f"{ATOM}entry"):
        if not named and entry.find(f"{ATOM}author") is None:
            faults.append("an entry without an author (4.1.1)")
        content = entry.find(f"{ATOM}content")
        if content is None or not content.text:
            faults.append("an entry without content")
        else:
            faults += relative_addresses(content.text)
        if (entry.findtext(f"{ATOM}updated") or "") > (tree.findtext(f"{ATOM}updated") or ""):
            faults.append("an entry newer than its feed")
    if not [x for x in tree.findall(f"{ATOM}link") if x.get("rel") == "self"]:
        faults.append("no self (4.1.1)")
    return faults


def relative_addresses(html: str) -> list[str]:
    """Addresses that mean nothing outside the site, and marks of pictures that readers drop."""
    found = [a for a in _ADDRESS.findall(html) if not urlsplit(a).scheme]
    return (
        found + (["srcset"] if "srcset" in html else []) + (["iframe"] if "<iframe" in html else [])
    )


class _Author(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    url: str | None = None
    avatar: str | None = None


class _Hub(msgspec.Struct, forbid_unknown_fields=True):
    type: str
    url: str


class JsonItem(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """An item of JSON Feed 1.1 (jsonfeed.org/version/1.1), with our one extension."""

    id: str
    url: str
    title: str
    content_html: str
    date_published: datetime
    date_modified: datetime
    language: str
    summary: str | None = None
    image: str | None = None
    authors: list[_Author] = []
    tags: list[str] = []
    credit: dict[str, Any] | None = msgspec.field(default=None, name="_credit")


class JsonFeed(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A feed of JSON Feed 1.1."""

    version: str
    title: str
    home_page_url: str
    feed_url: str
    language: str
    description: str
    authors: list[_Author]
    items: list[JsonItem]
    hubs: list[_Hub] = []
    next_url: str | None = None


def json_feed(body: bytes) -> JsonFeed:
    """A JSON feed; fails where the format's rules are broken."""
    feed = msgspec.json.decode(body, type=JsonFeed)
    assert feed.version == "https://jsonfeed.org/version/1.1"
    assert len({item.id for item in feed.items}) == len(feed.items)
    assert not [fault for item in feed.items for fault in relative_addresses(item.content_html)]
    return feed


def linked(page: str, type_: str) -> dict[str, Any]:
    """The one thing of a type among what a page tells machines."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    things = [thing for text in found if (thing := json.loads(text))["@type"] == type_]
    assert len(things) == 1, f"{len(things)} things of type {type_}"
    assert things[0]["@context"] == "https://schema.org"
    return dict(things[0])
