"""A small map of an item's locations as SVG, in black and greys that survive a photocopier."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from app.places.basemap import WATER_FROM, Basemap, Layer
from app.places.frame import Frame, Line, Position
from app.places.marks import FONT, MARK, TEXT, Basis, Labels, Role, mark, plain, text
from app.places.position import reach_m, wgs84
from resources.messages import tr

# more names hide the map at 70 by 50 mm
_TOWNS = 8
# borders of regions at smaller scales are a grey mesh
_REGIONS_TO = 25_000_000
_LINES = {
    Layer.REGION: 'stroke="#999" stroke-width="0.1" stroke-dasharray="0.3 0.5"',
    Layer.RIVER: 'stroke="#999" stroke-width="0.12"',
    Layer.COUNTRY: 'stroke="#444" stroke-width="0.25" stroke-dasharray="2 0.5 0.4 0.5"',
    Layer.DISPUTED: 'stroke="#444" stroke-width="0.2" stroke-dasharray="0.6 0.6"',
    Layer.COAST: 'stroke="#000" stroke-width="0.18"',
}
_REACH = 'fill="none" stroke="#000" stroke-width="0.2" stroke-dasharray="1 0.5"'
_WATER, _PAPER = "#e4e4e4", "#fff"


@dataclass(frozen=True, slots=True)
class MapPoint:
    """One location to be marked. Degrees on WGS 84, metres; `footprint` is a ring of (latitude, longitude).

    The mark's shape says the role (circle: subject, triangle: camera, square: publisher), its filling the
    basis (hollow: claimed, half: recorded, full: assessed). `label` is printed beside it.
    """

    role: Role
    basis: Basis
    lat: float
    lon: float
    radius_m: float | None = None
    footprint: tuple[Position, ...] | None = None
    label: str = ""


def locator_svg(
    points: Sequence[MapPoint], width_mm: float = 70, height_mm: float = 50, basemap: Basemap | None = None
) -> str:
    """The map of `points` (at least one) as one SVG document, the same for the same points.

    It holds no picture and no script; text that comes with the points is plain text.
    """
    shown = basemap or Basemap()
    frame = Frame.around([((point.lat, point.lon), _reach(point)) for point in points], width_mm, height_mm)
    labels = Labels(frame.width, frame.height)
    marks = [part for point in points for part in _mark(frame, point, labels)]
    parts = [*_ground(frame, shown), *_reaches(frame, points), *_towns(frame, shown, labels), *marks]
    parts += _scale_bar(frame)
    if basemap is None:
        shown.close()
    size = f'width="{width_mm:g}mm" height="{height_mm:g}mm" viewBox="0 0 {width_mm:g} {height_mm:g}"'
    frame_line = (
        f'<rect width="{width_mm:g}" height="{height_mm:g}" fill="none" stroke="#000" stroke-width="0.3"/>'
    )
    clip = f'<clipPath id="f"><rect width="{width_mm:g}" height="{height_mm:g}"/></clipPath>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FONT}" font-size="{TEXT}">'
        f'{clip}<g clip-path="url(#f)">{"".join(parts)}</g>{frame_line}</svg>'
    )


def _reach(point: MapPoint) -> float:
    """Metres from the point to the farthest part of what is drawn for it."""
    corners = [(lat, lon) for lat, lon in point.footprint or ()]
    return max(point.radius_m or 0.0, reach_m(point.lat, point.lon, corners) if corners else 0.0)


def _ground(frame: Frame, basemap: Basemap) -> Iterator[str]:
    box = frame.box()
    yield f'<rect width="{frame.width:g}" height="{frame.height:g}" fill="{_WATER}"/>'
    yield _filled(frame, basemap.lines(Layer.LAND, box, frame.scale), _PAPER)
    if frame.scale >= WATER_FROM:
        yield _filled(frame, basemap.lines(Layer.LAKE, box, frame.scale), _WATER)
    for layer, style in _LINES.items():
        if not _shown(layer, frame.scale):
            continue
        lines = [part for line in basemap.lines(layer, box, frame.scale) for part in frame.drawn(line)]
        if lines:
            yield f'<path d="{_path(lines)}" fill="none" {style}/>'


def _shown(layer: Layer, scale: float) -> bool:
    if layer is Layer.RIVER:
        return scale >= WATER_FROM
    return layer is not Layer.REGION or scale <= _REGIONS_TO


def _filled(frame: Frame, rings: Sequence[Line], colour: str) -> str:
    drawn = [part for ring in rings for part in frame.drawn(ring, closed=True)]
    return f'<path d="{_path(drawn)}" fill="{colour}" fill-rule="evenodd"/>' if drawn else ""


def _path(lines: Sequence[Line]) -> str:
    return "".join("M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in line) for line in lines)


def _reaches(frame: Frame, points: Sequence[MapPoint]) -> Iterator[str]:
    """Radius circles, as they lie on the ellipsoid, and footprints."""
    for point in points:
        rings: list[Line] = []
        if point.footprint:
            rings.append(np.array([(lon, lat) for lat, lon in (*point.footprint, point.footprint[0])]))
        if point.radius_m:
            rings.append(_circle(point, point.radius_m))
        for ring in rings:
            paper = frame.on_paper(ring)
            # a ring that is torn apart at the rim of the world would be drawn across the whole map
            if np.isfinite(paper).all() and np.ptp(paper[:, 0]) < 4 * frame.width:
                yield f'<path d="{_path([paper])}Z" {_REACH}/>'


def _circle(point: MapPoint, radius: float) -> Line:
    # every five degrees: on the paper the corners cannot be seen
    azimuths = np.linspace(0, 360, 73)
    lons, lats, _ = wgs84().fwd(np.full(73, point.lon), np.full(73, point.lat), azimuths, np.full(73, radius))
    return np.column_stack([lons, lats])


def _mark(frame: Frame, point: MapPoint, labels: Labels) -> Iterator[str]:
    x, y = frame.on_paper(np.array([[point.lon, point.lat]]))[0].tolist()
    labels.occupy(x, y, MARK)
    yield mark(point.role, point.basis, x, y)
    if point.label:
        yield labels.beside(plain(point.label), x, y, bold=True)


def _towns(frame: Frame, basemap: Basemap, labels: Labels) -> Iterator[str]:
    """The most important towns whose names find room."""
    named = 0
    # the box is wider than the paper, and some names find no room
    for town in basemap.towns(frame.box(), _TOWNS * 6):
        x, y = frame.on_paper(np.array([[town.lon, town.lat]]))[0].tolist()
        if named == _TOWNS or not (0 <= x <= frame.width and 0 <= y <= frame.height):
            continue
        label = labels.beside(town.name, x, y)
        if label:
            named += 1
            yield f'<circle cx="{x:.2f}" cy="{y:.2f}" r="0.4" fill="#000"/>{label}'


def _scale_bar(frame: Frame) -> Iterator[str]:
    """A bar of a round length; on a map of the world there is no one scale, and it says so."""
    x, y = 2.0, frame.height - 2.0
    if frame.whole_world:
        yield text(tr("no single scale"), x, y)
        return
    metres = _round_length(frame.metres_per_mm * frame.width * 0.3)
    long = metres / frame.metres_per_mm
    label = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
    yield f'<rect x="{x - 0.6:g}" y="{y - 3.2:.2f}" width="{long + 1.2:.2f}" height="4" fill="{_PAPER}"/>'
    yield (
        f'<path d="M{x:g} {y - 0.8:.2f}V{y:.2f}H{x + long:.2f}V{y - 0.8:.2f}" fill="none" stroke="#000" '
        f'stroke-width="0.25"/>'
    )
    yield text(label, x + 0.4, y - 0.8)


def _round_length(metres: float) -> float:
    """The greatest of 1, 2 and 5 times a power of ten that is no longer."""
    power = 10 ** math.floor(math.log10(metres))
    return float(max(step * power for step in (1, 2, 5) if step * power <= metres))
