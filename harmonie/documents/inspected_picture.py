"""Pictures: decoded within limits, turned upright, and written anew. Nothing of the file but its pixels is kept:
no place, no date, no camera, no text hidden behind them."""

from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

from harmonie.refusals import Refusal

PIXELS = 51_000_000  # a phone's 50 megapixels; a small file can claim thousands of times more
LONGEST_SIDE = 3000  # pixels: 250 a printed inch on A4
TOO_LARGE = "l’image a trop de points. Choisissez une taille plus petite, ou faites-en une copie d’écran."
BROKEN = "l’image est abîmée ou incomplète. Photographiez la pièce de nouveau."
BROKEN_HEIC = (
    "la photo HEIC ne s’ouvre pas. Photographiez la pièce de nouveau, ou réglez le téléphone sur «\u202fJPEG\u202f» "
    "(format «\u202fle plus compatible\u202f»)."
)

Image.MAX_IMAGE_PIXELS = PIXELS
register_heif_opener(thumbnails=False)


def clean_jpeg(file: BinaryIO) -> bytes:
    return _written(_pixels(file, "JPEG", BROKEN), "JPEG")


def clean_png(file: BinaryIO) -> bytes:
    return _written(_pixels(file, "PNG", BROKEN), "PNG")


def clean_heic(file: BinaryIO) -> bytes:
    """An iPhone's picture as a JPEG."""
    return _written(_pixels(file, "HEIF", BROKEN_HEIC), "JPEG")


def _pixels(file: BinaryIO, kind: str, broken: str) -> Image.Image:
    """The first picture of the file, upright, on white, no longer than we keep it."""
    try:
        with Image.open(file, formats=[kind]) as picture:
            if picture.width * picture.height > PIXELS:
                raise Refusal(TOO_LARGE)
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            picture.load()
            upright = ImageOps.exif_transpose(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise Refusal(TOO_LARGE) from error
    except (OSError, SyntaxError, ValueError, RuntimeError, EOFError, IndexError, KeyError, TypeError) as error:
        raise Refusal(broken) from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return _on_white(upright)


def _on_white(picture: Image.Image) -> Image.Image:
    """Paper is white: a transparent background would turn black in a JPEG."""
    if "transparency" not in picture.info and "A" not in picture.getbands():
        return picture.convert("L" if picture.mode in ("1", "L") else "RGB")
    seen = picture.convert("RGBA")
    sheet = Image.new("RGB", seen.size, "white")
    sheet.paste(seen, mask=seen.getchannel("A"))
    return sheet


def _written(picture: Image.Image, kind: str) -> bytes:
    picture.info.clear()  # else comments and XMP, which may say where, would be written again
    target = BytesIO()
    picture.save(target, kind, **({"quality": 85, "optimize": True} if kind == "JPEG" else {}))
    return target.getvalue()
