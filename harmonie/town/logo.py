"""The logo: a picture that was read as every upload is, made small enough for every page."""

from io import BytesIO

from PIL import Image

from harmonie.documents.models import MediaType
from harmonie.documents.uploads import Brought
from harmonie.refusals import Refusal

LONGEST_SIDE = 600  # pixels: 30 mm at 500 a printed inch
SHORTEST_SIDE = 40  # pixels: below, it would be a smudge on paper
HEAVIEST = 300 * 1024  # bytes: it is on every page
FLATTEST = 6  # times as wide as it is high, or the other way round


def shrunk(brought: Brought) -> Brought:
    """The picture as a PNG of a bounded size; a `Refusal` says in French why it cannot be a logo."""
    if brought.media_type == MediaType.PDF:
        raise Refusal("Un logo est une image\u00a0: déposez un PNG ou un JPEG.")
    with Image.open(BytesIO(brought.content), formats=["PNG", "JPEG"]) as picture:
        if min(picture.size) < SHORTEST_SIDE:
            raise Refusal(f"Cette image est trop petite\u00a0: il faut au moins {SHORTEST_SIDE} points de côté.")
        if max(picture.size) > FLATTEST * min(picture.size):
            raise Refusal("Cette image est trop allongée pour un en-tête de lettre\u00a0: recadrez-la.")
        plain = picture.convert("RGB")
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    content = _png(plain)
    if len(content) > HEAVIEST:
        content = _png(plain.quantize(256))
    if len(content) > HEAVIEST:
        raise Refusal("Cette image a trop de détails pour un logo\u00a0: choisissez-en une plus simple.")
    return Brought("logo.png", MediaType.PNG, 1, content)


def _png(picture: Image.Image) -> bytes:
    target = BytesIO()
    picture.save(target, "PNG", optimize=True)
    return target.getvalue()
