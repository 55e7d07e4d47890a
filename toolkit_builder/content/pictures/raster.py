"""Pictures of pixels: decoded once, upright, in sRGB of 8 bits, as fine as print shows, and nothing else.

What a phone or a camera writes beside the pixels (where the photo was taken, with what, a smaller copy) goes.
Sources: CIPA DC-008 (Exif 2.32), 4.6.4, orientation; ICC.1:2010; PNG 3rd edition, 11.3.4.3, pHYs.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageFile

from .box import DPI, PrintedBox
from .faults import PictureError
from .kinds import JPEG_TYPE, PNG_TYPE
from .opened import opened

MAX_PIXELS = 25_000_000
MAX_RATIO = 20  # of the sides
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = {5, 6, 7, 8}
_QUALITY = 90


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture of pixels as every writer takes it.

    Args:
        data: PNG or JPEG.
        media_type: of the data.
        width, height: pixels of the data.
        pixels: width and height of the file that was handed in, upright.
    """

    data: bytes
    media_type: str
    width: int
    height: int
    pixels: tuple[int, int]


def take_in_raster(data: bytes, form: str, box: PrintedBox, most: int = MAX_PIXELS) -> Raster:
    """A picture of pixels, for a box on paper.

    Args:
        data: the whole file.
        form: PNG, JPEG or WEBP.
        box: where it is printed.
        most: pixels that it may have.

    Raises:
        PictureError: C404 it is damaged, C406 it has too many pixels, C415 it moves, C416 it is a mere line.
    """
    try:
        with _whole_pictures(), opened(data, form) as image:
            _check(image, most)
            turn = image.getexif().get(_ORIENTATION, 1)
            upright = (image.height, image.width) if turn in _SIDEWAYS else image.size
            pixels = _decoded(image, _wanted(image, box, turn in _SIDEWAYS))
            if turn in _TURNS:
                pixels = pixels.transpose(_TURNS[turn])
    except PictureError:
        raise
    except Image.DecompressionBombError as error:
        raise _too_many(2 * (Image.MAX_IMAGE_PIXELS or MAX_PIXELS), most) from error
    except Exception as error:  # Pillow raises many kinds for broken files
        hint = "save it again from a drawing program"
        raise PictureError("C404", f"the {form} picture is damaged", hint) from error
    return saved(pixels, form, upright)


def saved(image: Image.Image, form: str, pixels: tuple[int, int]) -> Raster:
    """Pixels as bytes: JPEG stays JPEG, all else becomes PNG.

    Args:
        image: RGB or RGBA.
        form: what it came as.
        pixels: see `Raster`.
    """
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    image.info.clear()  # which would be written
    stream = io.BytesIO()
    if form == "JPEG":
        image.save(stream, "JPEG", quality=_QUALITY, subsampling=0)
    else:
        image.save(stream, "PNG", compress_level=9)
    kind = JPEG_TYPE if form == "JPEG" else PNG_TYPE
    return Raster(stream.getvalue(), kind, image.width, image.height, pixels)


@contextmanager
def _whole_pictures() -> Iterator[None]:
    """Pillow refuses torn pictures while the block runs; WeasyPrint, once it is loaded, lets them pass."""
    passes, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its own size limit warns before ours can speak
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = passes


def _check(image: Image.Image, most: int) -> None:
    """What can be told before a pixel is decoded."""
    if image.width * image.height > most:
        raise _too_many(image.width * image.height, most)
    longer, shorter = max(image.size), min(image.size)
    if longer > MAX_RATIO * shorter:
        message = f"the picture is a mere line, {image.width} by {image.height} pixels"
        hint = f"save it so that its longer side is at most {MAX_RATIO} times the shorter one"
        raise PictureError("C416", message, hint)
    # Phones put a second picture for depth or 3D behind the first, which is the photo (CIPA DC-007, MPO).
    frames = getattr(image, "n_frames", 1)
    if frames > 1 and image.format != "MPO":
        message = f"the picture moves ({frames} pictures in one file), which paper cannot"
        raise PictureError("C415", message, "save the one of them that says most as PNG or JPEG")


def _too_many(count: int, most: int) -> PictureError:
    message = f"the picture has too many pixels ({count / 1e6:.0f} million)"
    return PictureError(
        "C406", message, f"save it with at most {most / 1e6:.0f} million, such as 5000 by 5000"
    )


def _wanted(image: Image.Image, box: PrintedBox, sideways: bool) -> tuple[int, int]:
    """Pixels, as they lie in the file: square ones, and no more than print shows."""
    across, down = _density(image)
    width, height = float(image.width), float(image.height)
    if across > down:
        height *= across / down
    else:
        width *= down / across
    room = (height, width) if sideways else (width, height)
    scale = min(1.0, box.scale(*room) * DPI)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _density(image: Image.Image) -> tuple[float, float]:
    """Pixels an inch across and down; only their ratio counts, and what makes no sense counts as square."""
    if image.format == "PNG":
        across, down = image.info.get("dpi") or image.info.get("aspect") or (1, 1)
    else:
        across, down = image.info.get("jfif_density") or (1, 1)
    is_odd = not (across > 0 and down > 0) or not 0.1 < across / down < 10 or 0.99 < across / down < 1.01
    return (1.0, 1.0) if is_odd else (float(across), float(down))


def _decoded(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """RGB or RGBA of a size."""
    image.draft("", size)  # a JPEG is decoded at an eighth where that is enough
    image.load()
    profile = image.info.get("icc_profile")
    pixels = _eight_bits(image)
    factor = (max(1, pixels.width // size[0] // 2), max(1, pixels.height // size[1] // 2))
    if factor != (1, 1):
        pixels = pixels.reduce(factor)
    pixels = _in_srgb(pixels, profile)
    return pixels if pixels.size == size else pixels.resize(size, Image.Resampling.LANCZOS)


def _eight_bits(image: Image.Image) -> Image.Image:
    """L, RGB, RGBA or CMYK."""
    if image.mode.startswith(("I", "F")):
        clear = image.info.get("transparency")
        grey = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
        if isinstance(clear, int):  # PNG, tRNS: one value of grey is clear
            grey.info["transparency"] = clear // 256
            return grey.convert("RGBA")
        return grey
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode in ("1", "L"):
        return image.convert("L")
    return image if image.mode == "CMYK" else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """RGB or RGBA; a profile that does not fit the pixels counts for nothing."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    colours = image.convert("RGB") if alpha else image
    plain = _through(colours, profile) if profile else None
    result = plain or colours.convert("RGB")
    if alpha:
        result.putalpha(alpha)
    return result


def _through(image: Image.Image, profile: bytes) -> Image.Image | None:
    try:
        return ImageCms.profileToProfile(
            image,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
