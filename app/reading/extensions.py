"""Whether a file's name promises another kind of content than it has; never used to decide what it is."""

_JPEG = ("image/jpeg",)
_TIFF = ("image/tiff", "image/x-adobe-dng")
_HEIF = ("image/heic", "image/heif", "image/avif")
_JP2 = ("image/jp2", "image/x-jp2-codestream")
_VIDEO = ("video/mp4", "video/quicktime", "video/3gpp", "audio/mp4")
_PROMISES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys((".jpg", ".jpeg", ".jpe", ".mpo", ".jfif"), _JPEG),
    **dict.fromkeys((".tif", ".tiff", ".gtiff", ".geotiff"), _TIFF),
    **dict.fromkeys((".heic", ".heif", ".hif", ".avif"), _HEIF),
    **dict.fromkeys((".jp2", ".j2k", ".jpf", ".jpx"), _JP2),
    **dict.fromkeys((".mp4", ".mov", ".m4v", ".3gp"), _VIDEO),
    **dict.fromkeys((".png", ".apng"), ("image/png",)),
    ".gif": ("image/gif",),
    ".webp": ("image/webp",),
    ".bmp": ("image/bmp",),
    ".jxl": ("image/jxl",),
    ".psd": ("image/vnd.adobe.photoshop",),
    ".pdf": ("application/pdf",),
    ".nef": ("image/x-nikon-nef",),
    ".arw": ("image/x-sony-arw",),
    ".dng": ("image/x-adobe-dng",),
    ".raf": ("image/x-fuji-raf",),
    ".cr2": ("image/x-canon-cr2",),
    ".cr3": ("image/x-canon-cr3",),
    ".crw": ("image/x-canon-crw",),
}


def contradicts(name: str, media_type: str) -> str | None:
    """The extension that promises something else (".jpg" on a PNG); None where there is no contradiction."""
    dot = name.rfind(".")
    extension = name[dot:].lower() if dot > 0 else ""
    promised = _PROMISES.get(extension)
    return extension if promised and media_type not in promised else None
