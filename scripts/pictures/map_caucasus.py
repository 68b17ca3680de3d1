"""The maps of the South Caucasus and the Caspian Sea."""

from pictures import geo
from pictures.cartography import PLAIN, arrow, base, country, outlined, ruler, sea, town
from pictures.catalogue import labelled
from pictures.geo import View, conic
from pictures.palette import INK, OCHRE, PAPER, SAND, TEAL, TERRACOTTA, mix
from pictures.svg import Point, circle, num, sheet, stroke
from pictures.text import Lang, label

RUSSIA, GEORGIA, ARMENIA, AZERBAIJAN, IRAN, TURKEY = "643", "268", "051", "031", "364", "792"
KAZAKHSTAN, TURKMENISTAN = "398", "795"
MOSCOW, BAKU = (37.62, 55.75), (49.87, 40.41)

FOCUS = mix(OCHRE, PAPER, 0.35)
BESIDE = mix(TEAL, SAND, 0.62)

WORDS: dict[Lang, dict[str, str]] = {
    "ar": {
        "russia": "روسيا",
        "georgia": "جورجيا",
        "armenia": "أرمينيا",
        "azerbaijan": "أذربيجان",
        "iran": "إيران",
        "turkey": "تركيا",
        "nakhchivan": "ناخيتشيفان",
        "of": "(أذربيجان)",
        "caspian": "بحر قزوين",
        "black": "البحر\nالأسود",
        "baku": "باكو",
        "yerevan": "يريفان",
        "tbilisi": "تبليسي",
        "moscow": "إلى موسكو",
        "kazakhstan": "كازاخستان",
        "turkmenistan": "تركمانستان",
        "astrakhan": "أستراخان",
        "aktau": "أكتاو",
        "turkmenbashi": "تركمانباشي",
    },
    "en": {
        "russia": "Russia",
        "georgia": "Georgia",
        "armenia": "Armenia",
        "azerbaijan": "Azerbaijan",
        "iran": "Iran",
        "turkey": "Turkey",
        "nakhchivan": "Nakhchivan",
        "of": "(Azerbaijan)",
        "caspian": "Caspian\nSea",
        "black": "Black\nSea",
        "baku": "Baku",
        "yerevan": "Yerevan",
        "tbilisi": "Tbilisi",
        "moscow": "to Moscow",
        "kazakhstan": "Kazakhstan",
        "turkmenistan": "Turkmenistan",
        "astrakhan": "Astrakhan",
        "aktau": "Aktau",
        "turkmenbashi": "Turkmenbashi",
    },
}


def pointer(
    view: View,
    lon: float,
    lat: float,
    x: float,
    y: float,
    words: str,
    lang: Lang,
    start: Point = (0, -44),
) -> str:
    """Return a name set aside, with a thin line that leads to its place."""
    px, py = view.at(lon, lat)
    leader = stroke(f"M{num(x + start[0])} {num(y + start[1])}L{num(px)} {num(py)}", INK, 2.5)
    return leader + circle(px, py, 5, INK) + label(x, y, words, lang, 36, INK, "middle", 600, PLAIN)


@labelled("2024/08/putin-in-baku/map.{}.png", "ar", "en")
def caucasus(lang: Lang) -> str:
    """Draw the South Caucasus and the way from Moscow to Baku."""
    words = WORDS[lang]
    view = View(conic(45.5, 38, 44), (45.7, 41.05), 124)
    flight = [p for p in view.line(geo.great_circle(BAKU, MOSCOW, 90)) if p[1] > 66]
    return sheet(
        base(view, "near", {FOCUS: [AZERBAIJAN], BESIDE: [RUSSIA]}, rivers=False),
        outlined(view, "near", AZERBAIJAN),
        arrow(flight[2:], TERRACOTTA, 6, "2 15"),
        label(flight[-1][0] + 60, 112, words["moscow"], lang, 36, TERRACOTTA, "left", 600),
        country(view, 44.1, 43.55, words["russia"], lang, 52),
        country(view, 43.1, 42.13, words["georgia"], lang),
        country(view, 44.4, 40.72, words["armenia"], lang, 36),
        country(view, 47.55, 40.63, words["azerbaijan"], lang, 46),
        country(view, 47.2, 38.1, words["iran"], lang, 52),
        country(view, 40.3, 40.15, words["turkey"], lang, 52),
        sea(view, 51.08, 41.72, words["caspian"], lang, 44),
        sea(view, 39.2, 42.35, words["black"], lang, 40),
        town(view, *BAKU, words["baku"], lang, "left", shift=(4, 42), halo=None),
        town(view, 44.51, 40.18, words["yerevan"], lang, "right"),
        town(view, 44.80, 41.71, words["tbilisi"], lang, "left"),
        pointer(
            view, 45.42, 39.23, 466, 646, f"{words['nakhchivan']}\n{words['of']}", lang, (106, 0)
        ),
        ground="#fff",
    )


@labelled("2024/04/caspian-sea-or-lake/map.{}.png", "ar", "en")
def caspian(lang: Lang) -> str:
    """Draw the Caspian and the five states on its shore."""
    words = WORDS[lang]
    view = View(conic(51, 38, 46), (51.4, 41.75), 70)
    tints = {
        BESIDE: [RUSSIA],
        FOCUS: [AZERBAIJAN],
        mix(INK, PAPER, 0.66): [TURKMENISTAN],
        mix(TERRACOTTA, SAND, 0.55): [IRAN],
        mix(SAND, INK, 0.1): [KAZAKHSTAN],
    }
    return sheet(
        base(view, "near", tints),
        country(view, 44.6, 44.6, words["russia"], lang, 54),
        country(view, 56.15, 46.95, words["kazakhstan"], lang, 46),
        country(view, 58.2, 39.0, words["turkmenistan"], lang, 48),
        country(view, 48.6, 36.75, words["iran"], lang, 54),
        country(view, 47.4, 40.72, words["azerbaijan"], lang, 36),
        sea(view, 50.45, 42.45, words["caspian"], lang, 40),
        town(view, *BAKU, words["baku"], lang, "left", shift=(30, 16), halo=None),
        town(view, 48.04, 46.35, words["astrakhan"], lang, "right", capital=False, halo=None),
        town(view, 51.16, 43.65, words["aktau"], lang, "left", capital=False, halo=None),
        town(
            view,
            52.97,
            40.02,
            words["turkmenbashi"],
            lang,
            "left",
            shift=(18, -8),
            capital=False,
            halo=None,
        ),
        ground="#fff",
    )


@labelled("2024/05/nakhchivan-an-exclave/map.{}.png", "en")
def nakhchivan(lang: Lang) -> str:
    """Draw Nakhchivan, cut off from the rest of Azerbaijan by Armenia."""
    words = WORDS[lang]
    view = View(conic(46.3, 38.5, 41.5), (46.7, 39.95), 222)
    return sheet(
        base(view, "near", {FOCUS: [AZERBAIJAN]}, rivers=False),
        outlined(view, "near", AZERBAIJAN, width=5),
        country(view, 47.75, 40.35, words["azerbaijan"], lang, 54),
        country(view, 44.42, 40.76, words["armenia"], lang, 44),
        pointer(
            view,
            45.42,
            39.23,
            *view.at(44.15, 38.55),
            f"{words['nakhchivan']}\n{words['of']}",
            lang,
        ),
        country(view, 47.0, 38.5, words["iran"], lang, 56),
        country(view, 43.33, 39.55, words["turkey"], lang, 52),
        country(view, 44.4, 41.45, words["georgia"], lang, 46),
        town(view, 44.51, 40.18, words["yerevan"], lang, "right"),
        town(view, *BAKU, words["baku"], lang, "right", halo=FOCUS),
        sea(view, 50.15, 39.2, words["caspian"], lang, 36),
        ruler(1210, 805, 222 / 111.2 * 100, "100 km", lang),
        ground="#fff",
    )
