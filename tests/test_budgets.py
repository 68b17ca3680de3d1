"""What a page may weigh: the build tells what is too heavy, whether it rendered it or not."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from naba.budgets import LIMITS
from naba.budgets.fonts import read_faces
from naba.build import BuildReport
from naba.errors import ContentError
from naba.pictures import PHONE_BYTES
from tests.conftest import Press
from tests.newspaper import ROOT, SAMPLE_NOW, Newspaper, picture, story
from tests.noise import noise

STORY = "content/2024/08/long/en.md"
TOKENS = (ROOT / "static/css/tokens.css").read_text("utf-8")


def words(count: int) -> str:
    """Words that hardly compress, for nobody has used one of them before."""
    chance = random.Random(4)
    letters = "abcdefghijklmnopqrstuvwxyz"
    made = ("".join(chance.choices(letters, k=chance.randint(4, 9))) for _ in range(count))
    return " ".join(made)


def heaviest(report: BuildReport, what: str) -> int:
    return next(weight.bytes for weight in report.weights if weight.what == what)


def facts(report: BuildReport) -> list[str]:
    return [str(problem) for problem in report.warnings]


def test_a_page_that_is_too_heavy_is_told_by_its_story_and_published(newspaper: Press) -> None:
    paper = newspaper({STORY: story("Long", body=words(6000))})
    report = paper.build()
    (told,) = facts(report)
    assert told.startswith(f"{STORY}: warning: the page /en/2024/08/long/index.html weighs ")
    assert told.endswith("kB and may weigh 20; divide the story in two")
    assert heaviest(report, "html") > LIMITS["html"]
    assert paper.has("/en/2024/08/long/")


def test_every_page_that_is_too_heavy_is_told(newspaper: Press) -> None:
    paper = newspaper(
        {f"content/{name}/en.md": story("Long", body=words(6000 + 50 * n))
         for n, name in enumerate("abc")}
    )  # fmt: skip
    files = [told.partition(":")[0] for told in facts(paper.build())]
    assert sorted(files) == [f"content/{name}/en.md" for name in "abc"]


def test_a_page_that_no_build_renders_any_more_is_still_too_heavy(newspaper: Press) -> None:
    paper = newspaper({STORY: story("Long", body=words(6000))})
    first, again = paper.build(), paper.build()
    assert (again.written, again.warnings, again.weights) == (0, first.warnings, first.weights)
    with pytest.raises(ContentError, match="may weigh 20"):
        paper.build(strict=True)


def test_what_is_too_heavy_fails_a_strict_build_before_anything_is_written(
    newspaper: Press,
) -> None:
    paper = newspaper({STORY: story("Short")})
    paper.build(strict=True)
    before = paper.tree()
    paper.write({STORY: story("Long", body=words(6000))})
    ran = paper.run("build", "--strict")
    assert ran.exit_code == 1
    assert "may weigh 20" in ran.stderr
    assert paper.tree() == before


def test_pages_are_weighed_as_they_are_sent(newspaper: Press) -> None:
    paper = newspaper({STORY: story("Long", body="The same words again. " * 4000)})
    report = paper.build(strict=True)
    assert (paper.out / "en/2024/08/long/index.html").stat().st_size > 4 * LIMITS["html"]
    assert 0 < heaviest(report, "html") < LIMITS["html"]


def test_each_place_with_too_much_style_or_script_is_told(newspaper: Press) -> None:
    paper = newspaper({STORY: story("A")})
    paper.write({"static/css/site.css": f"/* {words(3000)} */", "static/js/latest.js": words(2500)})
    told = facts(paper.build())
    assert any("the page's style sheets weigh" in each and "may weigh 12;" in each for each in told)
    assert any("the page's scripts weigh" in each and "may weigh 8;" in each for each in told)
    assert {each.partition(":")[0].rpartition("/")[2] for each in told if "scripts" in each} == {
        "article.html"
    }


def test_fonts_are_too_heavy_only_for_pages_that_fetch_them(newspaper: Press) -> None:
    paper = newspaper({STORY: story("Plain", body="Plain words.")})
    paper.write({"static/fonts/serif-italic.woff2": random.Random(1).randbytes(60_000)})
    paper.build(strict=True)
    paper.write({STORY: story("Sloped", body=f"*Sloped* words. {words(900)}")})
    (told,) = facts(paper.build())
    assert told.startswith(f"{STORY}: warning: the page's fonts weigh ")
    assert "may weigh 75; cut them" in told


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("templates/pages/404.html", '{% extends "base.html" %}\n<img src="//a.example/b.gif">', 2),
        ("templates/pages/404.html", '\n\n<script async src="https://a.example/b.js"></script>', 3),
        ("templates/pages/404.html", '<link href="http://a.example/b.css"\nrel="stylesheet">', 1),
        ("static/css/more.css", 'a {}\nb { background: url( "https://a.example/b.png") }', 2),
        ("static/css/more.css", "@import '//a.example/b.css';", 1),
        ("static/js/more.js", "\nfetch(`https://a.example/`)", 2),
    ],
)
def test_a_request_to_another_host_is_told_with_its_line(
    newspaper: Press, file: str, text: str, line: int
) -> None:
    paper = newspaper({STORY: story("A"), file: text})
    (told,) = facts(paper.build())
    assert told.startswith(f"{file}:{line}: warning: a page would ask another host for something")


def test_links_to_other_hosts_are_no_requests(newspaper: Press) -> None:
    page = '<a href="https://a.example/">a</a> <link rel="canonical" href="https://a.example/">'
    paper = newspaper({STORY: story("A"), "templates/pages/404.html": page})
    paper.build(strict=True)


def test_a_busy_picture_is_made_coarser_for_phones_until_it_is_light_enough(
    newspaper: Press,
) -> None:
    image = {"image": "{file: a.png, alt: busy}"}
    paper = newspaper({STORY: story("A", **image), "content/2024/08/long/a.png": noise(0.35)})
    report = paper.build(strict=True)
    made = [file.stat().st_size for file in (paper.out / "media").rglob("*-800.*")]
    assert len(made) == 2
    assert max(made) <= PHONE_BYTES
    assert heaviest(report, "picture") == max(made)


def test_a_picture_of_nothing_but_noise_is_told(newspaper: Press) -> None:
    image = {"image": "{file: a.png, alt: noise}"}
    paper = newspaper({STORY: story("A", **image), "content/2024/08/long/a.png": noise(1)})
    told = facts(paper.build())
    assert told
    assert all(each.startswith("content/2024/08/long/a.png: warning: the pic") for each in told)


def test_a_calm_picture_is_as_fine_as_ever(newspaper: Press, tmp_path: Path) -> None:
    image = {"image": "{file: a.png, alt: calm}"}
    paper = newspaper({STORY: story("A", **image)})
    paper.write({"content/2024/08/long/a.png": picture(1000, 600)})
    assert heaviest(paper.build(strict=True), "picture") < 2_000


def test_the_report_shows_the_heaviest_beside_its_budget(newspaper: Press) -> None:
    paper = newspaper({STORY: story("A")})
    said = paper.run("build").stdout
    assert "The heaviest, in kB: page 1." in said
    assert " of 20, style " in said
    assert " of 12, fonts " in said
    assert " of 75, script 5." in said
    assert '"what": "fonts",\n      "limit": 75000' in paper.run("build", "--json").stdout


def test_the_sample_newspaper_is_within_every_budget(sample: Newspaper) -> None:
    report = sample.build(SAMPLE_NOW, strict=True)
    assert {weight.what for weight in report.weights} == set(LIMITS)
    for weight in report.weights:
        assert 0 < weight.bytes <= weight.limit


@pytest.mark.parametrize(
    ("page", "lang", "files"),
    [
        ("<p>نص", "ar", {"naskh-arabic", "sans-arabic"}),
        ("<p>نص في 2024", "ar-PS", {"naskh-arabic", "sans-arabic", "naskh-signs", "sans-latin"}),
        ("<p>Text", "en", {"serif-latin", "serif-display", "sans-latin"}),
        ("<p><em>Text</em>", "fr", {"serif-latin", "serif-display", "sans-latin", "serif-italic"}),
        ("<p>&eacute;", "fr", {"serif-latin-accents", "serif-display-accents", "sans-latin"}),
        ("<head>Text</head><p title='Text'>", "en", set()),
    ],
)
def test_which_fonts_a_page_fetches_is_read_from_its_letters(
    page: str, lang: str, files: set[str]
) -> None:
    found = read_faces({"css/tokens.css": TOKENS}).fetched(page, lang)
    assert found == {f"fonts/{name}.woff2" for name in files}


def test_without_tokens_every_family_is_taken_to_be_used() -> None:
    face = "@font-face { font-family: X; src: url(x.woff2?v=1); unicode-range: U+4?, U+61-7A }"
    faces = read_faces({"css/a.css": f"{face} p {{ font-family: X }}"})
    assert faces.fetched("<p>A", "en") == {"css/x.woff2"}
    assert faces.fetched("<p>...", "en") == set()
