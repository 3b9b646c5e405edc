"""The colours of the window as data: one table for light, one for dark."""

from dataclasses import dataclass, fields

from ui.look.contrast import mixed


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as `#RRGGBB`; those from `supports` on mean something: never without a shape or a word."""

    name: str
    ground: str
    pane: str
    hairline: str
    text: str
    muted: str
    accent: str
    supports: str
    refutes: str
    context: str
    attention: str
    damage: str

    @property
    def dark(self) -> bool:
        return self.name == "dark"

    @property
    def tint(self) -> str:
        """The ground of what is selected."""
        return mixed(self.pane, self.accent, 0.14)

    @property
    def hover(self) -> str:
        """The ground of what lies under the mouse."""
        return mixed(self.pane, self.text, 0.05)

    @property
    def skeleton(self) -> str:
        """Where something will be once it is loaded."""
        return mixed(self.pane, self.text, 0.08)

    @property
    def edge(self) -> str:
        """The outline of what can be typed into or pressed: a mark, so 3:1 against the pane."""
        return mixed(self.pane, self.muted, 0.82)

    def colours(self) -> dict[str, str]:
        """Name and value of every colour."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name != "name"}


# Texts have a contrast of 4.5 and more on ground and pane, marks of 3 and more; the colours from `supports`
# on are told apart by the colour-blind, too (blue and vermilion of Okabe and Ito). A test computes the
# contrasts.
LIGHT = Theme(
    name="light",
    ground="#F6F6F3",
    pane="#FFFFFF",
    hairline="#DCDCD6",
    text="#1D1D1B",
    muted="#66665F",
    accent="#0B6E99",
    supports="#0072B2",
    refutes="#C25200",
    context="#6F6F69",
    attention="#946600",
    damage="#B3261E",
)
DARK = Theme(
    name="dark",
    ground="#1B1C1E",
    pane="#232427",
    hairline="#36383C",
    text="#E9E9E6",
    muted="#A3A39C",
    accent="#4FB3DD",
    supports="#56A8DC",
    refutes="#EF8A45",
    context="#9A9A93",
    attention="#D9A431",
    damage="#F2776B",
)
