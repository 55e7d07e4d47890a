"""What a file is, told by its first bytes: a name and its ending may say anything."""

from .faults import PictureError

PNG_TYPE, JPEG_TYPE, SVG_TYPE = "image/png", "image/jpeg", "image/svg+xml"
TAKEN = "an SVG, PNG, JPEG or WebP file"
_PNG, _JPEG, _BOM = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"\xef\xbb\xbf"
_AS_PIXELS = "open it and save it as JPEG or PNG"
_AS_DRAWING = "export it as SVG, or as PNG"
# Kinds that people hand in as pictures: where their sign stands, the sign, what to call it, what to do.
_OTHERS: tuple[tuple[int, bytes, str, str], ...] = (
    *((8, brand, "a HEIC picture, as phones save photos", _AS_PIXELS)
      for brand in (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")),
    (8, b"avif", "an AVIF picture", _AS_PIXELS),
    (8, b"avis", "an AVIF picture that moves", _AS_PIXELS),
    (0, b"GIF8", "a GIF picture", "save it as PNG"),
    (0, b"II*\0", "a TIFF picture", _AS_PIXELS),
    (0, b"MM\0*", "a TIFF picture", _AS_PIXELS),
    (0, b"BM", "a BMP picture", _AS_PIXELS),
    (0, b"\0\0\1\0", "a Windows icon", "save it as PNG"),
    (0, b"8BPS", "a Photoshop document", _AS_PIXELS),
    (0, b"\0\0\0\x0cjP  ", "a JPEG 2000 picture", _AS_PIXELS),
    (0, b"\xffO\xffQ", "a JPEG 2000 picture", _AS_PIXELS),
    (0, b"\0\0\0\x0cJXL ", "a JPEG XL picture", _AS_PIXELS),
    (0, b"\xff\n", "a JPEG XL picture", _AS_PIXELS),
    (0, b"gimp xcf", "a GIMP document", _AS_PIXELS),
    (0, b"%PDF", "a PDF or an Illustrator document", _AS_DRAWING),
    (0, b"%!PS", "an EPS drawing", _AS_DRAWING),
    (0, b"\xc5\xd0\xd3\xc6", "an EPS drawing", _AS_DRAWING),
    (0, b"\1\0\0\0", "a Windows drawing (EMF)", _AS_DRAWING),
    (0, b"\xd7\xcd\xc6\x9a", "a Windows drawing (WMF)", _AS_DRAWING),
    (0, b"\x1f\x8b", "a compressed file, perhaps SVGZ", "save it as plain SVG, which is not compressed"),
    (0, b"PK\3\4", "a ZIP or Office file", "save the picture in it as PNG"),
    (36, b"acsp", "a colour profile", f"name {TAKEN}"),
    (0, b"version https://git-lfs", "a pointer to a file that Git LFS keeps", "run `git lfs pull`"),
)  # fmt: skip


def media_type(data: bytes) -> str:
    """IANA media type of a picture that was taken in or that a layout has drawn; empty for others."""
    if data.startswith(_PNG[:4]):
        return PNG_TYPE
    if data.startswith(_JPEG[:2]):
        return JPEG_TYPE
    return SVG_TYPE if data.removeprefix(_BOM).lstrip().startswith(b"<") else ""


def kind(data: bytes) -> str:
    """PNG, JPEG, WEBP (as Pillow calls them) or SVG.

    Raises:
        PictureError: C404 it is empty or unknown, C413 it is a kind that is not taken.
    """
    if data.startswith(_PNG):
        return "PNG"
    if data.startswith(_JPEG):
        return "JPEG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if not data.strip(b"\0\t\n\r "):
        raise PictureError("C404", "the file is empty", "save the picture again")
    for offset, sign, name, hint in _OTHERS:
        if data.startswith(sign, offset):
            raise PictureError("C413", f"the file is {name}, which cannot be used", hint)
    start = data[:400].removeprefix(_BOM).lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        hint = "save the picture itself (in a browser: right click, save image as), not the page around it"
        raise PictureError("C413", "the file is a web page, which cannot be used", hint)
    if start.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\0<")):
        return "SVG"
    hint = "save it as SVG, PNG or JPEG; a new ending does not change what a file is"
    raise PictureError("C404", "the file is not a picture that can be read", hint)
