"""A field of an item of every kind that people can say, each searched by a key of its own.

Its names, keys and parts of the sheet are none that the developers' manual teaches: whoever follows it adds
those to the program.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class KindOfField:
    """One field: what is said of it, how programs and people are told, queries that find it and find it not.

    `said` are the words of the command line behind its option, one option for each.
    """

    name: str
    kind: str
    said: tuple[str, ...]
    plain: object
    shown: str
    found: str
    other: str
    held: str = "str"
    column: str = "String()"

    @property
    def heading(self) -> str:
        """What heads it."""
        return self.name.replace("_", " ").capitalize()

    @property
    def row(self) -> str:
        """Its row in the table."""
        return f"""
    Field("{self.name}", later("{self.heading}"), later("{self.heading.lower()}"), {self.kind}, _TEXT,
          given=True, asked=True, exported=True, sheet=(1, {ORDER.index(self.name) + 50}),
          search="{self.found}", help=later("Of the survey.")),"""

    @property
    def options(self) -> list[str]:
        """What the command line is told."""
        option = f"--{self.name.replace('_', '-')}"
        return [part for said in self.said for part in (option, said)] if self.said else [option]


_HASH = "ab" * 32
EACH_KIND = (
    KindOfField("map_legend", "Lines(rows=2)", ("A quay\nA mole",), "A quay\nA mole", "A quay",
                "legend:mole", "legend:ship"),
    KindOfField("drawers", "Names()", ("Ann Lee", "Bo Kim"), ["Ann Lee", "Bo Kim"], "Ann Lee",
                "drawers:kim", "drawers:park"),
    KindOfField("map_url", "Url()", ("https://maps.example/12",), "https://maps.example/12",
                "https://maps.example/12", "mapurl:maps.example", "mapurl:charts"),
    KindOfField("drawn", "StatedTime()", ("about 1921",), "about 1921", "about 1921",
                "drawn:1921", "drawn:1922"),
    KindOfField("scan_sha256", "Sha256()", (_HASH,), _HASH, _HASH, f"scan:{_HASH[:12]}", "scan:00"),
    KindOfField("ink", 'Code(words=("black", "blue"))', ("blue",), "blue", "blue", "ink:blue", "ink:black"),
    KindOfField("paper", 'Term(words=("A3", "A4"))', ("A3",), "A3", "A3", "paper:A3", "paper:A4"),
    KindOfField("damage", 'Codes(words=("torn", "wet"))', ("wet", "torn"), ["torn", "wet"], "torn, wet",
                "damage:wet", "damage:torn -damage:wet"),
    KindOfField("dots_per_inch", 'Number(unit=" dpi", low=0)', ("600",), 600, "600 dpi",
                "dots:500..600", "dots:601..", "float", "Double()"),
    KindOfField("coloured", "YesNo()", (), True, "yes", "coloured:yes", "coloured:no", "bool", "Boolean()"),
    KindOfField("signed", "Flag()", (), True, "yes", "signed:yes", "signed:no", "bool", "Boolean()"),
)  # fmt: skip
ORDER = [each.name for each in EACH_KIND]
