"""Files as people send them, made on the spot: nothing binary is kept with the tests."""

import struct
import zlib
from io import BytesIO

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pillow_heif import from_pillow


def a_picture(size: tuple[int, int] = (40, 30), kind: str = "JPEG", mode: str = "RGB", **options: object) -> bytes:
    target = BytesIO()
    Image.new(mode, size, "white").save(target, kind, **options)
    return target.getvalue()


def a_heic(size: tuple[int, int] = (64, 48)) -> bytes:
    target = BytesIO()
    from_pillow(Image.new("RGB", size, "teal")).save(target)
    return target.getvalue()


def a_pdf(pages: int = 1, *, encryption: pikepdf.Encryption | None = None, **root: object) -> bytes:
    """A PDF of blank pages; `root` sets entries of its catalogue."""
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(200, 200))
    for name, value in root.items():
        pdf.Root[f"/{name}"] = value
    target = BytesIO()
    pdf.save(target, encryption=encryption or False, static_id=encryption is None)
    return target.getvalue()


def a_pdf_with_stream(raw: bytes, filters: object) -> bytes:
    """A page whose content is these compressed bytes, as they are."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    stream = pdf.make_stream(b"")
    stream.write(raw, filter=filters)
    pdf.pages[0].Contents = stream
    target = BytesIO()
    pdf.save(target, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return target.getvalue()


def a_bomb(megabytes: int = 400) -> bytes:
    """A few hundred kilobytes that unfold into `megabytes`."""
    packer, packed = zlib.compressobj(9), b""
    for _ in range(megabytes):
        packed += packer.compress(bytes(1024 * 1024))
    return packed + packer.flush()


def a_picture_bomb(side: int = 60_000) -> bytes:
    """A PNG of a few bytes that claims `side` times `side` points."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack("!L", len(data)) + name + data + struct.pack("!L", zlib.crc32(name + data))

    header = struct.pack("!LLBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(99))) + chunk(b"IEND", b"")
    )


def upload(content: bytes, name: str = "piece.pdf", kind: str = "application/pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=kind)
