"""Small pictures for grid, paper and viewer: upright, sRGB, without a byte of the file's metadata."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from app.reading.perceptual import perceptual_hash
from app.reading.pictures import decoded
from app.reading.records import DecodedPicture, Thumbnail

THUMBNAIL_EDGE = 320
# pixels: 7.6 cm at 300 to the inch. As it is a picture of 12 megapixels costs Typst a quarter of a second
PRINT_EDGE = 900


def make_thumbnail(path: Path, edge: int = THUMBNAIL_EDGE) -> Thumbnail:
    """JPEG, or WebP where the picture is transparent, at most `edge` pixels long, with its perceptual hash.

    Raises `pictures.NoPictureError` with a plain sentence, OSError, MemoryError.
    """
    made = decoded(path, edge)
    image = made.image
    transparent = image.mode == "RGBA" and image.getchannel("A").getextrema()[0] != 255
    if image.mode == "RGBA" and not transparent:
        image = image.convert("RGB")
    # WebP only where it must be: it takes 17 ms a thumbnail, JPEG takes one
    data, media_type = _webp(image) if transparent else (_jpeg(image, 82), "image/jpeg")
    phash = perceptual_hash(_on_white(image))
    return Thumbnail(data, media_type, image.width, image.height, phash, made.note)


def print_picture(path: Path, edge: int = PRINT_EDGE) -> bytes:
    """JPEG for the printed sheet, RGB or grey, on white, at most `edge` pixels long. Raises as above."""
    return _jpeg(_on_white(decoded(path, edge).image), 88)


def picture(path: Path, edge: int | None = None) -> DecodedPicture:
    """Pixels for the viewer, in full where `edge` is None. Raises as above."""
    made = decoded(path, edge)
    image = _on_white(made.image).convert("RGB")
    return DecodedPicture(image.width, image.height, image.tobytes(), made.note)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    page = Image.new("RGB", image.size, "white")
    page.paste(image, mask=image.getchannel("A"))
    return page


def _jpeg(image: Image.Image, quality: int) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def _webp(image: Image.Image) -> tuple[bytes, str]:
    buffer = BytesIO()
    image.save(buffer, "WEBP", quality=80, method=2)
    return buffer.getvalue(), "image/webp"
