"""`build.py check` tells of numbers in other digits than the edition's, and where they stand."""

from __future__ import annotations

import pytest

from tests.conftest import Press
from tests.newspaper import SITE, Newspaper, picture, story

FILE = "content/a/ar.md"
EASTERN = SITE.replace("months: dual", "months: dual, digits: arab")


def told(paper: Newspaper) -> list[str]:
    ran = paper.run("check")
    assert ran.exit_code == 0, ran.output
    return [line for line in ran.output.splitlines() if "digits" in line]


def test_a_number_in_other_digits_is_told_with_its_place_and_what_to_write(
    newspaper: Press,
) -> None:
    paper = newspaper({FILE: story(body="نص أول.\n\nبدأت الحرب عام ٢٠٢٢ وانتهت.\n")})
    (line,) = told(paper)
    assert line == (
        "content/a/ar.md:7:16: warning: `٢٠٢٢` is not in the edition's digits, 0–9;"
        " write 2022, or say `digits: arab` of the edition in site.yaml"
    )
    assert paper.run("check", "--strict").exit_code == 1


def test_an_edition_with_arabic_digits_is_told_of_latin_ones(newspaper: Press) -> None:
    paper = newspaper({"site.yaml": EASTERN, FILE: story(body="بلغت 1,234.5 كيلومتر.\n")})
    (line,) = told(paper)
    assert line.startswith("content/a/ar.md:5:6: warning: `1,234.5` is not in")
    assert "٠–٩; write ١٬٢٣٤٫٥, or say `digits: latn`" in line


def test_a_text_is_told_once_with_the_lines_of_all_its_numbers(newspaper: Press) -> None:
    paper = newspaper({FILE: story(body="كانت ٣ ثم ٤.\n\nثم ٣.\n\nوليس 5.\n")})
    (line,) = told(paper)
    assert line.startswith("content/a/ar.md:5:6: ")
    assert "; so are 2 more, in lines 5, 7;" in line


# In an edition with 0–9, and in one with ٠–٩: what is left alone, and what is not.
RIGHT_IN_LATIN = [
    "عام 2022 و1,234.5",
    "```\n٣\n```",
    "الشيفرة `x = ٣`",
    "قال <span lang='fa'>سال ۱۴۰۳</span>",
    "[رابط](https://example.org/٣)",
    "/// quote\n    lang: fa\n\nسال ۱۴۰۳\n///",
]
RIGHT_IN_ARABIC = [
    "عام ٢٠٢٢ و١٬٢٣٤٫٥",
    "هاتف iPhone 15 وقمة G20 وCOP28",
    "اتصل بالرقم +970 8 282 1234 أو 08-282-1234",
    "يوم 2024-08-18",
    "زر https://example.org/2024/08/",
    "الشيفرة `x = 3`",
    "```\n3\n```",
    "1. أول\n2. ثانٍ",
    "نص.[^1]\n\n[^1]: حاشية.",
    "/// embed\n    url: https://youtu.be/dQw4w9WgXcQ\n    title: فيلم 2024\n    image: p.png\n///",
    '![صورة](p.png "تعليق"){credit="نبأ"}',
]
WRONG_IN_LATIN = [
    "عام ٢٠٢٢",
    "عام ۲۰۲۲",
    "> قال ٣",
    "- بند ٣",
    "| أ |\n|---|\n| ٣ |",
    "## ٣",
    "نحو ٪٣",
]
WRONG_IN_ARABIC = ["عام 2022", "عام ۲۰۲۲", "بلغت −5 درجات", "نسبة 40%", "## 3 مدن"]


@pytest.mark.parametrize(
    ("site", "body", "count"),
    [
        *((SITE, body, 0) for body in RIGHT_IN_LATIN),
        *((SITE, body, 1) for body in WRONG_IN_LATIN),
        *((EASTERN, body, 0) for body in RIGHT_IN_ARABIC),
        *((EASTERN, body, 1) for body in WRONG_IN_ARABIC),
    ],
)
def test_only_numbers_of_the_newspapers_own_text_count(
    newspaper: Press, site: str, body: str, count: int
) -> None:
    files = {FILE: story(body=body + "\n"), "content/a/p.png": picture()}
    assert len(told(newspaper({"site.yaml": site, **files}))) == count


def test_a_number_is_looked_for_where_it_is_text(newspaper: Press) -> None:
    body = "`٣` و[رابط](https://example.org/٣) وقال ٣.\n"
    (line,) = told(newspaper({FILE: story(body=body)}))
    assert line.startswith(f"content/a/ar.md:5:{body.index('٣.') + 1}: ")


def test_words_of_the_front_matter_are_looked_at_too(newspaper: Press) -> None:
    fields = {
        "summary": "ملخص ٣",
        "image": "{file: p.png, alt: صورة ٣, caption: 3, credit: ٣ أيام}",
        "corrections": "[{date: 2024-08-19, kind: update, text: زاد ٣}]",
    }
    paper = newspaper({FILE: story("عام ٢٠٢٤", **fields), "content/a/p.png": picture()})
    lines = [line.split(": ")[0] for line in told(paper)]
    assert [line.split(":")[1] for line in lines] == ["2", "4", "5", "5", "6"]


def test_a_standing_page_is_looked_at_and_a_withdrawn_story_is_not(newspaper: Press) -> None:
    paper = newspaper({
        "content/pages/about/ar.md": story("صفحة", None, "عام ٢٠٢٢.\n", kind="page"),
        FILE: story("عام ٢٠٢٤", status="canceled", body="عام ٢٠٢٢.\n"),
    })  # fmt: skip
    (line,) = told(paper)
    assert line.startswith("content/pages/about/ar.md:5:5: ")
