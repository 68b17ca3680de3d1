"""What pages tell searchers: schema.org's types for every kind of page, and Open Graph."""

from __future__ import annotations

import json
import re
from urllib.parse import unquote

import pytest

from naba.theme.environment import json as environment_json
from tests.conftest import Press
from tests.newspaper import SITE, Newspaper, story
from tests.syndication import linked, sourced

POLICIES = SITE + "policies: {principles: pages/rules, feedback: pages/rules}\n"


@pytest.fixture
def paper(newspaper: Press) -> Newspaper:
    rules = {
        "content/pages/rules/ar.md": story("قواعد", None, kind="page"),
        "content/pages/rules/en.md": story("Rules", None, kind="page"),
    }
    made = newspaper({**sourced(), **rules, "site.yaml": POLICIES})
    made.build()
    return made


def test_a_story_tells_all_that_searchers_ask_for(paper: Newspaper) -> None:
    told = linked(paper.page("/ar/2024/08/visit/"), "NewsArticle")
    url = "https://news.example/ar/2024/08/visit/"
    assert told["headline"] == "لماذا ذهب بوتين إلى باكو؟"
    assert told["datePublished"] == told["dateModified"] == "2024-08-18T10:00:00+03:00"
    assert told["url"] == told["mainEntityOfPage"] == url
    assert told["author"][0] == {
        "@type": "Person", "name": "ليلى", "url": "https://news.example/ar/people/%D9%84%D9%8A%D9%84%D9%89/",
    }  # fmt: skip
    assert told["publisher"]["@type"] == "NewsMediaOrganization"
    assert told["publisher"]["name"] == "الجريدة"
    (image,) = told["image"]
    assert image["url"].startswith("https://news.example/media/2024/visit/map.")
    assert (image["width"], image["height"], image["creditText"]) == (60, 30, "نبأ")
    assert told["inLanguage"] == "ar"
    assert told["articleSection"] == "العالم"
    assert told["keywords"] == ["روسيا"]
    assert told["description"] == "ملخص الزيارة"


def test_a_correction_is_told_and_moves_the_day_of_change(paper: Newspaper) -> None:
    told = linked(paper.page("/en/2024/08/own/"), "NewsArticle")
    assert told["correction"] == [{
        "@type": "CorrectionComment", "text": "A wrong figure.",
        "datePublished": "2024-08-20T09:00:00+03:00",
    }]  # fmt: skip
    assert told["dateModified"] == "2024-08-20T09:00:00+03:00"
    metas = _metas(paper.page("/en/2024/08/own/"))
    assert metas["article:modified_time"] == [told["dateModified"]]


@pytest.mark.parametrize(
    ("kind", "type_"), [("analysis", "AnalysisNewsArticle"), ("opinion", "OpinionNewsArticle")]
)
def test_a_story_says_what_sort_of_text_it_is(newspaper: Press, kind: str, type_: str) -> None:
    paper = newspaper({"content/a/ar.md": story(kind=kind)})
    paper.build()
    assert linked(paper.page("/ar/2024/08/a/"), type_)["headline"] == "عنوان"


def test_the_front_page_tells_of_the_newspaper_and_its_policies(paper: Newspaper) -> None:
    told = linked(paper.page("/en/"), "NewsMediaOrganization")
    rules = "https://news.example/en/rules/"
    assert told["publishingPrinciples"] == told["actionableFeedbackPolicy"] == rules
    assert told["correctionsPolicy"] == "https://news.example/en/corrections/"
    assert linked(paper.page("/en/"), "WebSite")["name"] == "The Paper"


def test_a_policy_that_is_no_page_or_no_kind_is_an_error(newspaper: Press) -> None:
    paper = newspaper({"site.yaml": SITE + "policies: {ethics: pages/none}\n"})
    (problem,) = paper.problems()
    assert problem.file == "site.yaml"
    assert "pages/none" in problem.fact
    paper.write({"site.yaml": SITE + "policies: {etics: pages/none}\n"})
    assert any("`etics`" in problem.fact for problem in paper.problems())


@pytest.mark.parametrize(
    ("address", "type_", "name"),
    [
        ("/en/world/", "CollectionPage", "World"),
        ("/en/science/", "CollectionPage", "Science"),
        ("/ar/tags/روسيا/", "CollectionPage", "روسيا"),
        ("/en/archive/", "CollectionPage", "Archive"),
        ("/en/tags/", "CollectionPage", "Topics"),
        ("/en/corrections/", "CollectionPage", "Corrections"),
        ("/en/feeds/", "CollectionPage", "Feeds"),
        ("/en/2024/08/", "CollectionPage", "August 2024"),
        ("/en/rules/", "WebPage", "Rules"),
    ],
)
def test_every_kind_of_page_tells_what_it_is(
    paper: Newspaper, address: str, type_: str, name: str
) -> None:
    assert linked(paper.page(address), type_)["name"] == name


def test_the_page_of_somebody_who_signs_is_a_profile(paper: Newspaper) -> None:
    person = linked(paper.page("/ar/people/ليلى/"), "ProfilePage")["mainEntity"]
    assert (person["@type"], person["name"]) == ("Person", "ليلى")
    desk = linked(paper.page("/en/people/desk/"), "ProfilePage")["mainEntity"]
    assert (desk["@type"], desk["name"]) == ("Organization", "The Desk")


def test_every_page_of_an_edition_tells_the_way_to_it(paper: Newspaper) -> None:
    steps = linked(paper.page("/en/2024/08/own/"), "BreadcrumbList")["itemListElement"]
    assert [(step["position"], step["name"], step["item"]) for step in steps] == [
        (1, "The Paper", "https://news.example/en/"),
        (2, "Science", "https://news.example/en/science/"),
        (3, "Our own", "https://news.example/en/2024/08/own/"),
    ]
    for path, body in paper.tree().items():
        page = body.decode() if path.endswith("index.html") else ""
        if (
            path.startswith(("ar/", "en/"))
            and path.count("/") > 1
            and "http-equiv" not in page
            and page
            and not path.endswith("/search/index.html")  # which searchers are not to show
        ):
            last = linked(page, "BreadcrumbList")["itemListElement"][-1]
            assert paper.has(unquote(last["item"].removeprefix("https://news.example"))), path


EVIL = "</script><script>alert(1)</script><!-- & ]]>"


def test_nothing_closes_the_script_element(newspaper: Press) -> None:
    paper = newspaper(
        {"content/a/ar.md": story(f"'{EVIL}'", summary=f"'{EVIL}'", tags=f"['{EVIL}']")}
    )
    paper.build()
    page = paper.page("/ar/2024/08/a/")
    told = linked(page, "NewsArticle")
    assert told["headline"] == told["description"] == told["keywords"][0] == EVIL
    assert "alert(1)</script>" not in page
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert all(json.loads(text) for text in scripts)
    assert not re.search(r"[<>&]", "".join(scripts))


@pytest.mark.parametrize("text", ["</script>", "<!--", "&lt;", "\u2028", "\u2029", '"', "😀"])
def test_json_in_a_page_is_json_and_nothing_else(text: str) -> None:
    made = str(environment_json(text))
    assert json.loads(made) == text
    assert not re.search("[<>&\u2028\u2029]", made)


def _metas(page: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, content in re.findall(r'<meta (?:property|name)="([^"]*)" content="([^"]*)"', page):
        found.setdefault(name, []).append(content)
    return found


def test_open_graph_names_languages_section_and_tags(paper: Newspaper) -> None:
    told = _metas(paper.page("/ar/2024/08/visit/"))
    assert told["og:type"] == ["article"]
    assert told["og:locale"] == ["ar_EG"]
    assert told["og:locale:alternate"] == ["en_US"]
    assert told["og:site_name"] == ["الجريدة"]
    assert told["og:title"] == ["لماذا ذهب بوتين إلى باكو؟"]
    assert told["og:url"] == ["https://news.example/ar/2024/08/visit/"]
    assert told["article:section"] == ["العالم"]
    assert [unquote(each) for each in told["article:author"]] == [
        "https://news.example/ar/people/ليلى/"
    ]
    assert told["article:tag"] == ["روسيا"]
    assert told["article:published_time"] == ["2024-08-18T10:00:00+03:00"]


@pytest.mark.parametrize(
    "address",
    ["/ar/", "/ar/world/", "/ar/tags/روسيا/", "/ar/people/ليلى/", "/ar/2024/08/", "/ar/archive/",
     "/ar/tags/", "/ar/corrections/", "/ar/feeds/"],
)  # fmt: skip
def test_every_list_is_described_to_searchers_and_to_services_that_show_links(
    paper: Newspaper, address: str
) -> None:
    told = _metas(paper.page(address))
    assert told["og:description"] == told["description"]
    assert len(told["og:description"]) == 1
    assert told["og:image"] == ["https://news.example/ar/card.jpg"]


def test_searchers_may_show_a_storys_picture_large(paper: Newspaper) -> None:
    assert _metas(paper.page("/ar/2024/08/visit/"))["robots"] == ["max-image-preview:large"]
    assert "robots" not in _metas(paper.page("/ar/world/"))


def test_a_title_that_begins_in_latin_letters_is_marked_on_share_cards(newspaper: Press) -> None:
    paper = newspaper({"content/a/ar.md": story("BBC تنشر تحقيقًا")})
    paper.build()
    assert _metas(paper.page("/ar/2024/08/a/"))["og:title"] == ["\u200f\u2066BBC\u2069 تنشر تحقيقًا"]


def test_a_withdrawn_story_tells_machines_nothing(newspaper: Press) -> None:
    paper = newspaper({"content/a/ar.md": story(status="canceled", summary="سر")})
    paper.build()
    assert "ld+json" not in paper.page("/ar/2024/08/a/")
