"""What may not be seen yet, or any more, is nowhere in the folder that is deployed."""

from __future__ import annotations

import html
import io
import re
from datetime import timedelta
from urllib.parse import unquote_to_bytes

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.conftest import Press
from tests.newspaper import NOW, Newspaper, picture, story

# One token in ASCII, for addresses and file names; one in Arabic, which addresses percent-encode.
TOKENS = ("qzxtoken", "غظضتوكن")
LATER = timedelta(days=60)
OPEN = {
    "content/2024/first/ar.md": story("أول", "2024-08-01", section="world", tags="[سوريا]"),
    "content/2024/first/en.md": story("First", None, "Text.\n"),
    "content/2024/last/ar.md": story("آخر", "2024-08-20", section="world", tags="[سوريا]"),
}


def marked_picture() -> bytes:
    """A picture with a token in its bytes."""
    out, info = io.BytesIO(), PngInfo()
    info.add_text("Comment", TOKENS[0])
    Image.new("RGB", (50, 40), "navy").save(out, "PNG", pnginfo=info)
    return out.getvalue()


def secret(date: str = "2024-08-10", **fields: str) -> dict[str, str | bytes]:
    """A story in two languages with a token in every place that has words, held by ``fields``."""
    latin, arabic = TOKENS
    folder = "content/2024/" + latin
    return {
        f"{folder}/ar.md": story(
            f"{arabic} خبر",
            date,
            f"نص {arabic} ![{arabic}](body-{latin}.png)\n\n[سابق](../first/ar.md)\n",
            section="world",
            summary=f"ملخص {arabic}",
            tags=f"[سوريا, {arabic}]",
            authors=f"[{arabic}, {latin}]",
            image=f"{{file: front-{latin}.png, alt: {arabic}, caption: {arabic}, credit: {latin}}}",
            slug=f"slug-{latin}",
            aliases=f"[/old-{latin}/, /{arabic}.html]",
            related="[2024/first]",
            corrections=f"[{{date: 2024-08-11, kind: correction, text: {arabic}}}]",
            source=f"{{name: {arabic}, url: 'https://{latin}.example/', title: {arabic}}}",
            **fields,
        ),
        f"{folder}/en.md": story(
            f"News {latin}", None, f"Text {latin}.\n", translators=f"[{latin} translator]"
        ),
        f"{folder}/body-{latin}.png": marked_picture(),
        f"{folder}/front-{latin}.png": picture(60),
    }


def traces(paper: Newspaper, tokens: tuple[str, ...] = TOKENS) -> list[str]:
    """The files that hold a token in their name or their bytes, however it is encoded."""
    needles = [token.encode() for token in tokens]
    return [
        path
        for path, body in paper.tree().items()
        for shown in [path.encode() + b"\0" + body]
        for decoded in [unquote_to_bytes(shown), html.unescape(shown.decode("latin-1")).encode()]
        if any(needle in shown or needle in decoded for needle in needles)
    ]


HOLDS: dict[str, dict[str, str]] = {
    "a future date": {"date": "2024-09-01 15:01"},
    "publish_at": {"publish_at": "2024-09-01 15:01"},
    "a draft": {"status": "draft"},
    "withheld": {"status": "withheld"},
    "expired": {"expires": "2024-09-01 15:00"},
}
# When those that time alone opens are seen.
SEEN = {
    "a future date": NOW + LATER,
    "publish_at": NOW + LATER,
    "expired": NOW - timedelta(minutes=1),
}


@pytest.mark.parametrize("hold", HOLDS)
def test_a_held_story_and_its_translation_are_nowhere_before_and_there_after(
    hold: str, newspaper: Press
) -> None:
    paper = newspaper({**OPEN, **secret(**HOLDS[hold])})
    paper.build(NOW)
    assert traces(paper) == []
    if hold == "withheld":
        paper.replace(f"content/2024/{TOKENS[0]}/ar.md", "status: withheld", "status: ready")
    paper.build(SEEN.get(hold, NOW), drafts=hold == "a draft")
    found = traces(paper)
    assert {f"{lang}/2024/08/slug-{TOKENS[0]}/index.html" for lang in ("ar", "en")} <= {
        path.replace("/2024/09/", "/2024/08/") for path in found
    }
    assert {"ar/feed.xml", "en/feed.xml", "ar/world/index.html"} <= set(found)
    assert any(path.startswith(f"ar/tags/{TOKENS[1]}") for path in found)
    assert any(path.startswith(f"media/2024/{TOKENS[0]}/body-") for path in found)
    assert f"old-{TOKENS[0]}/index.html" in found
    assert any(path.startswith("sitemaps/ar") for path in found)
    paper.build(NOW - timedelta(days=300))
    assert traces(paper) == []


@pytest.mark.parametrize("hold", HOLDS)
def test_a_site_with_a_held_story_is_byte_for_byte_the_one_without_it(
    hold: str, newspaper: Press
) -> None:
    paper, without = newspaper({**OPEN, **secret(**HOLDS[hold])}), newspaper(OPEN)
    assert paper.build().planned == without.build().planned
    assert paper.tree() == without.tree()


def test_a_translation_alone_is_held_by_its_own_embargo(newspaper: Press) -> None:
    files = secret()
    english = f"content/2024/{TOKENS[0]}/en.md"
    files[english] = str(files[english]).replace("---\n", "---\npublish_at: 2024-10-01\n", 1)
    paper = newspaper({**OPEN, **files})
    paper.build()
    assert not [path for path in traces(paper) if path.startswith("en/")]
    assert 'hreflang="en"' not in paper.page(f"/ar/2024/08/slug-{TOKENS[0]}/").split("</head>")[0]
    paper.build(NOW + LATER)
    assert paper.has(f"/en/2024/08/slug-{TOKENS[0]}/")


def test_a_link_to_a_held_story_becomes_plain_text_in_the_page_and_in_feeds(
    newspaper: Press,
) -> None:
    link = f"قبل [كلام هنا](../{TOKENS[0]}/ar.md#x) بعد.\n"
    paper = newspaper(
        {
            **OPEN,
            **secret(status="withheld"),
            "content/2024/linking/ar.md": story(
                "وصلة", "2024-08-21", link, section="world", related=f"[2024/{TOKENS[0]}]"
            ),
        }
    )
    paper.build()
    for address in ("/ar/2024/08/linking/", "/ar/feed.xml"):
        assert "قبل كلام هنا بعد." in paper.page(address)
    assert traces(paper) == []
    paper.replace(f"content/2024/{TOKENS[0]}/ar.md", "withheld", "ready")
    paper.build()
    goal = f'href="/ar/2024/08/slug-{TOKENS[0]}/#x"'
    assert goal in paper.page("/ar/2024/08/linking/")
    assert f'href="https://news.example/ar/2024/08/slug-{TOKENS[0]}/#x"' in paper.page(
        "/ar/feed.xml"
    )


def test_a_correction_of_the_future_is_not_told_yet(newspaper: Press) -> None:
    note = f"[{{date: 2024-10-01, kind: correction, text: {TOKENS[1]}}}]"
    paper = newspaper({"content/a/ar.md": story(corrections=note, updated="2024-10-02")})
    paper.build()
    assert traces(paper) == []
    assert "2024-10-02" not in paper.page("/ar/2024/08/a/")
    paper.build(NOW + LATER)
    assert {"ar/corrections/index.html", "ar/2024/08/a/index.html"} <= set(traces(paper))


def test_drafts_are_shown_to_editors_but_no_withheld_or_embargoed_story(newspaper: Press) -> None:
    fields = {
        "draft": {"status": "draft"},
        "withheld": {"status": "withheld"},
        "embargoed": {"publish_at": "2024-10-01"},
        "coming": {"date": "2024-10-01"},
        "coming-draft": {"date": "2024-10-01", "status": "draft"},
        "expired": {"expires": "2024-08-20"},
    }
    paper = newspaper(
        {f"content/2024/{name}/ar.md": story(name, **given) for name, given in fields.items()}
    )
    paper.build(drafts=True)
    shown = {path.split("/")[3] for path in paper.tree() if re.match(r"ar/2024/\d\d/.+/", path)}
    assert shown == {"draft"}
    paper.build()
    assert not paper.has("/ar/2024/08/draft/")


@pytest.mark.parametrize(
    ("fields", "seen"),
    [
        ({"date": "2024-09-01 15:00"}, True),  # Amman is three hours ahead of UTC
        ({"date": "2024-09-01 15:01"}, False),
        ({"date": "2024-09-01T12:00:00Z"}, True),
        ({"date": "2024-09-01T12:00:01Z"}, False),
        ({"date": "2024-09-01T08:00-04:00"}, True),
        ({"date": "2024-09-01T08:01-04:00"}, False),
        ({"date": "2024-09-02"}, False),
        ({"publish_at": "2024-09-01 15:00"}, True),
        ({"publish_at": "2024-09-01 15:01"}, False),
        ({"expires": "2024-09-01 15:00"}, False),
        ({"expires": "2024-09-01 15:01"}, True),
    ],
)
def test_moments_without_an_offset_are_in_the_newspaper_s_zone_to_the_minute(
    fields: dict[str, str], seen: bool, newspaper: Press
) -> None:
    paper = newspaper({"content/a/ar.md": story("خبر", **fields)})
    paper.build()
    assert any(paper.has(f"/ar/2024/{month}/a/") for month in ("08", "09")) is seen


def test_a_story_s_month_is_that_of_the_newspaper_s_zone(newspaper: Press) -> None:
    paper = newspaper({"content/a/ar.md": story(date="2024-07-31T22:30:00Z")})
    paper.build()
    assert paper.has("/ar/2024/08/a/")
    assert paper.has("/ar/2024/08/")
    assert not paper.has("/ar/2024/07/")
