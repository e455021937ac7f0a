"""The sealed box of a secret ballot: how many voices of each kind, and nothing else, encrypted as one.

It holds three counts: there is no order to shuffle away, and its length never changes from the first voice to the last.
Its key comes from the installation's secret, never from the database. The motion and the number of voters are part of
the seal: a box of another motion, or an earlier state of this one put back, does not open. What this protects against,
and what not: docs/decisions/secret-ballot.md.
"""

import os
import struct
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from ..enums import Choice

PURPOSE = b"harmonie.commission.secret-ballot"
NONCE = 12  # bytes, anew at each sealing
COUNTS = struct.Struct(">HHH")
type Counts = dict[Choice, int]


class SealBroken(Exception):
    """The box was written with another secret, or by another hand."""


def none_yet() -> Counts:
    return dict.fromkeys(Choice, 0)


def seal(counts: Counts, motion: int) -> bytes:
    """The voices of one motion, by its key, sealed anew."""
    nonce = os.urandom(NONCE)
    plain = COUNTS.pack(*(counts[choice] for choice in Choice))
    return nonce + AESGCM(_key(settings.SECRET_KEY)).encrypt(nonce, plain, _label(motion, sum(counts.values())))


def unseal(sealed: bytes, motion: int, voters: int) -> Counts:
    """The voices inside. Raises `SealBroken` unless it is this motion's box, sealed after `voters` voices."""
    for secret in _secrets():
        try:
            plain = AESGCM(_key(secret)).decrypt(sealed[:NONCE], sealed[NONCE:], _label(motion, voters))
        except (InvalidTag, ValueError):
            continue
        return dict(zip(Choice, COUNTS.unpack(plain), strict=True))
    raise SealBroken


def _secrets() -> Iterable[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _key(secret: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())


def _label(motion: int, voters: int) -> bytes:
    return f"{motion}:{voters}".encode()
