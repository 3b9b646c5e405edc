"""Real places in Iceland and Åland, for pictures that show neither, and what their captions say of them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone


@dataclass(frozen=True, slots=True)
class Spot:
    """A town: WGS 84 degrees of its middle, and its names by language tag, the local one first."""

    name: str
    lat: float
    lon: float
    names: tuple[tuple[str, str], ...]

    @property
    def in_iceland(self) -> bool:
        return self.lon < 0


SPOTS = {
    spot.name: spot
    for spot in (
        Spot(
            "Reykjavík", 64.1466, -21.9426, (("is", "Reykjavík"), ("uk", "Рейк’явік"), ("ko", "레이캬비크"))
        ),
        Spot("Akureyri", 65.6835, -18.0878, (("is", "Akureyri"), ("ja", "アークレイリ"), ("uk", "Акурейрі"))),
        Spot("Keflavík", 64.0049, -22.5624, (("is", "Keflavík"), ("ko", "케플라비크"), ("he", "קפלוויק"))),
        Spot("Húsavík", 66.0449, -17.3389, (("is", "Húsavík"), ("ar", "هوسافيك"), ("ja", "フーサヴィーク"))),
        Spot("Höfn", 64.2539, -15.2082, (("is", "Höfn"), ("uk", "Гебн"), ("zh", "赫本"))),
        Spot("Selfoss", 63.9331, -20.9971, (("is", "Selfoss"), ("ko", "셀포스"))),
        Spot("Ísafjörður", 66.0747, -23.1350, (("is", "Ísafjörður"), ("el", "Ισαφιόρδουρ"))),
        Spot("Borgarnes", 64.5383, -21.9206, (("is", "Borgarnes"), ("uk", "Боргарнес"))),
        Spot("Egilsstaðir", 65.2669, -14.3948, (("is", "Egilsstaðir"), ("zh", "埃伊尔斯塔济"))),
        Spot("Grindavík", 63.8382, -22.4343, (("is", "Grindavík"), ("ar", "غرندافيك"))),
        Spot("Vestmannaeyjar", 63.4427, -20.2734, (("is", "Vestmannaeyjar"), ("he", "וסטמנאייאר"))),
        Spot(
            "Mariehamn", 60.0973, 19.9348, (("sv", "Mariehamn"), ("fi", "Maarianhamina"), ("uk", "Марієгамн"))
        ),
        Spot("Jomala", 60.1525, 19.9503, (("sv", "Jomala"), ("ko", "요말라"))),
        Spot("Godby", 60.2278, 19.9889, (("sv", "Godby"), ("zh", "戈德比"))),
        Spot("Eckerö", 60.2239, 19.5553, (("sv", "Eckerö"), ("ja", "エッケレー"))),
        Spot("Föglö", 60.0167, 20.4167, (("sv", "Föglö"), ("el", "Φέγκλε"))),
    )
}
_SAID = {
    "en": "{what} near {place}, drawn for practice",
    "is": "{place}: teiknað af forriti til æfinga",
    "sv": "{place}: ritad av ett program för övning",
    "fi": "{place}: ohjelman piirtämä harjoituskuva",
    "uk": "{place}: намальовано програмою для вправ",
    "ko": "{place}: 연습을 위해 프로그램이 그린 그림",
    "ja": "{place}：練習のためにプログラムが描いた画像",
    "zh": "{place}：程序为练习而绘制",
    "ar": "{place}: رسمها برنامج للتدريب",
    "he": "{place}: צויר בידי תוכנה לתרגול",
    "el": "{place}: σχεδιασμένο από πρόγραμμα για άσκηση",
}


def captions(spot: Spot, what: str) -> tuple[tuple[str, str], ...]:
    """What a picture near the spot says of itself, in English and in the languages of the spot's names."""
    english = _SAID["en"].format(what=what, place=spot.name)
    return (("en", english), *((tag, _SAID[tag].format(place=name)) for tag, name in spot.names))


def local(spot: Spot, day: date, hour: int, minute: int) -> datetime:
    """A wall-clock moment with the offset of the place: Iceland UTC, Åland +02:00, +03:00 in summer."""
    hours = 0 if spot.in_iceland else 3 if 4 <= day.month <= 10 else 2
    return datetime.combine(day, time(hour, minute), timezone(timedelta(hours=hours)))
