"""PDF files: read by qpdf, rid of what acts on the reader's machine, written anew without a password.

What is left can be looked at and printed, and does nothing by itself. See docs/decisions/documents-in-the-database.md.
"""

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO

import pikepdf
from pikepdf.settings import set_qpdf_limits

from harmonie.refusals import Refusal

PAGES = 60
OBJECTS = 100_000
STREAM = 256 * 1024**2  # bytes that one stream may unfold into: an A4 page at 600 dots an inch, in colour, twice
WHOLE = 1024**3  # bytes that all of them may
STEP = 1024**2
# What a compressed byte may become at the most, where counting would mean unfolding.
WORST = {"/LZWDecode": 2000, "/LZW": 2000, "/RunLengthDecode": 64, "/RL": 64}
FLATE = ("/FlateDecode", "/Fl")
# Actions that run something, send something or open something else (ISO 32000-2, 12.6.4).
ACTIONS = {
    f"/{name}"
    for name in (
        "JavaScript", "Launch", "ImportData", "SubmitForm", "ResetForm", "GoToR", "GoToE", "GoToDp", "Rendition",
        "Movie", "Sound", "Thread", "RichMediaExecute", "GoTo3DView", "SetOCGState", "Hide", "Trans",
    )
}  # fmt: skip
LOCKED = "le PDF demande un mot de passe. Imprimez-le dans un nouveau PDF sans mot de passe, puis déposez celui-ci."
TOO_LONG = f"le PDF a plus de {PAGES} pages. Ne déposez que les pages utiles."
BOMB = "le PDF se déplie en un volume anormal. Imprimez-le dans un nouveau PDF, ou photographiez les pages."
BROKEN = "le PDF est abîmé ou incomplet. Demandez-le de nouveau, ou photographiez les pages."


def clean_pdf(file: BinaryIO) -> tuple[bytes, int]:
    """The bytes to keep and the number of pages; a `Refusal` in French otherwise."""
    set_qpdf_limits(
        flate_max_memory=STREAM, run_length_max_memory=STREAM, png_max_memory=STREAM, tiff_max_memory=STREAM,
        dct_max_memory=STREAM, doc_max_warnings=2000,
    )  # fmt: skip
    try:
        with pikepdf.open(file) as pdf:
            pages = _count(pdf)
            _measure(pdf)
            _disarm(pdf)
            return _written(pdf), pages
    except pikepdf.PasswordError as error:
        raise Refusal(LOCKED) from error
    except MemoryError as error:
        raise Refusal(BOMB) from error
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, KeyError, AttributeError) as error:
        raise Refusal(BROKEN) from error


def _count(pdf: pikepdf.Pdf) -> int:
    if len(pdf.objects) > OBJECTS:
        raise Refusal(BOMB)
    pages = len(pdf.pages)
    if pages == 0:
        raise Refusal(BROKEN)
    if pages > PAGES:
        raise Refusal(TOO_LONG)
    return pages


def _measure(pdf: pikepdf.Pdf) -> None:
    """Refuses what would fill the memory of whoever opens it. A stream is unfolded a piece at a time, and dropped."""
    whole = 0
    for found in pdf.objects:
        if isinstance(found, pikepdf.Stream):
            size = _unfolded(found)
            whole += size
            if size > STREAM or whole > WHOLE:
                raise Refusal(BOMB)


def _unfolded(stream: pikepdf.Stream) -> int:
    """Bytes, exact for the usual compression, the worst case for the rarer ones."""
    raw, filters = stream.read_raw_bytes(), _filters(stream)
    packings = [name for name in filters if name in FLATE or name in WORST]
    if len(packings) > 1:  # packed twice: a thousand times a thousand
        return STREAM + 1
    if not packings:
        return len(raw)
    if packings[0] in WORST:
        return len(raw) * WORST[packings[0]]
    return _inflated(raw) if filters[0] in FLATE else len(raw) * 1032


def _filters(stream: pikepdf.Stream) -> list[str]:
    named = stream.get("/Filter", pikepdf.Array())
    return [str(name) for name in named] if isinstance(named, pikepdf.Array) else [str(named)]


def _inflated(raw: bytes) -> int:
    unpacking, size, left = zlib.decompressobj(), 0, raw
    try:
        while left and not unpacking.eof and size <= STREAM:
            size += len(unpacking.decompress(left, STEP))
            left = unpacking.unconsumed_tail
    except zlib.error:
        return size  # damaged: whoever opens it gets no further either
    return size


def _disarm(pdf: pikepdf.Pdf) -> None:
    """Takes out every action, script and attached file; pages, links and filled-in fields stay."""
    for key in ("/OpenAction", "/AA", "/AF", "/Collection"):
        _drop(pdf.Root, key)
    for place, key in (("/Names", "/JavaScript"), ("/Names", "/EmbeddedFiles"), ("/AcroForm", "/XFA")):
        held = pdf.Root.get(place)
        if isinstance(held, pikepdf.Dictionary):
            _drop(held, key)
    for found in _dictionaries(pdf):
        if str(found.get("/S", "")) in ACTIONS and found.get("/Type", "/Action") == "/Action":
            for key in list(found.keys()):
                _drop(found, key)
        if "/UF" in found or "/F" in found:
            _drop(found, "/EF")


def _drop(held: Any, key: str) -> None:
    if key in held:
        del held[key]


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary of the file, those inside others included; what is referred to comes by itself."""
    for top in pdf.objects:
        waiting = [top]
        while waiting:
            held = waiting.pop()
            if isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
                yield held
                waiting += [value for _, value in held.items() if _is_inside(value)]
            elif isinstance(held, pikepdf.Array):
                waiting += [value for value in held if _is_inside(value)]


def _is_inside(value: Any) -> bool:
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect


def _written(pdf: pikepdf.Pdf) -> bytes:
    target = BytesIO()
    pdf.save(
        target,
        encryption=False,
        deterministic_id=True,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return target.getvalue()
