"""The picture for print: a JPEG as it is, wrapped as a drawing so that it never touches the disk."""

from base64 import b64encode
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, UnidentifiedImageError

# the column beside part 1 is as wide in the template (`picture-width`)
_WIDEST_MM, _HIGHEST_MM = 62.0, 82.0


@dataclass(frozen=True, slots=True)
class Print:
    """An SVG drawing that holds the JPEG, and its size on paper in mm."""

    svg: str
    width: float
    height: float


def for_print(jpeg: bytes) -> Print:
    """The picture at the size it is printed at, within 62 by 82 mm; the JPEG stays byte for byte.

    ValueError for anything but an RGB or grey JPEG.
    """
    width, height = _size(jpeg)
    scale = min(_WIDEST_MM / width, _HIGHEST_MM / height)
    box = f'width="{width}" height="{height}"'
    data = f"data:image/jpeg;base64,{b64encode(jpeg).decode()}"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {box}><image {box} href="{data}"/></svg>'
    return Print(svg, round(width * scale, 3), round(height * scale, 3))


def _size(jpeg: bytes) -> tuple[int, int]:
    try:
        with Image.open(BytesIO(jpeg)) as image:
            form, mode, size = image.format, image.mode, image.size
    except UnidentifiedImageError as error:
        raise ValueError("the picture for print is no picture") from error
    if form != "JPEG" or mode not in {"RGB", "L"}:
        raise ValueError(f"the picture for print is {form} {mode}, not an RGB or grey JPEG")
    return size
