"""Whose signatures are trusted: public keys in a file, as OpenSSH or PEM has them.

Source: ssh-keygen(1), ALLOWED SIGNERS; sshd(8), AUTHORIZED_KEYS FILE FORMAT.
"""

import base64
import binascii
import re
import struct
from collections.abc import Iterator
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from ..errors import Misuse
from .signatures import KIND, NAMESPACE, read_keys, strings

_PEM = re.compile(rb"-----BEGIN PUBLIC KEY-----.*?-----END PUBLIC KEY-----", re.DOTALL)
_OPTION = re.compile(
    r"(?:^|[\s,])(?P<name>cert-authority|namespaces|valid-after|valid-before|expiry-time)"
    r'(?:="(?P<value>[^"]*)")?(?=[\s,]|$)',
    re.IGNORECASE,
)
_TIME = re.compile(r"(\d{8})(\d{4})?(\d{2})?(Z?)")


def trusted_keys(path: Path) -> frozenset[bytes]:
    """Public ed25519 keys in a file: lines of authorized_keys, allowed_signers or of .pub files; or PEM.

    Args:
        path: the file; keys of other kinds in it are passed over, and those that may sign other things alone,
            not yet or no more, or other keys.

    Raises:
        Misuse: there are none.
    """
    data = read_keys(path)
    found = [*map(_pem, _PEM.findall(data))] or [*_lines(data)]
    keys = frozenset(key for key in found if key)
    if not keys:
        hint = "a line of it is as in a .pub file: ssh-ed25519 AAAA…"
        raise Misuse(f"{path} holds no public key of the kind ed25519 that may sign today", hint)
    return keys


def _lines(data: bytes) -> Iterator[bytes]:
    """Keys of lines such as `ssh-ed25519 AAAA… name`; options or names may stand in front."""
    for line in data.decode(errors="replace").split("\n"):
        words = " ".join(line.split())
        before, kind, after = f" {words}".partition(f" {KIND.decode()} ")
        if kind and not words.startswith("#") and _may_sign(before):
            yield _key(after)


def _key(words: str) -> bytes:
    """The key that stands first; empty where it is none."""
    try:
        kind, public = strings(base64.b64decode(words.split()[0], validate=True), 2)
    except (binascii.Error, ValueError, struct.error, IndexError):
        return b""
    return public if kind == KIND and len(public) == 32 else b""


def _may_sign(options: str) -> bool:
    """Whether what stands before a key lets it sign a seal today."""
    for option in _OPTION.finditer(options):
        name, value = option["name"].lower(), option["value"] or ""
        if name == "cert-authority":  # it vouches for other keys
            return False
        if name == "namespaces":
            if not any(fnmatchcase(NAMESPACE, pattern.strip()) for pattern in value.split(",")):
                return False
        elif _is_over(value) is not (name == "valid-after"):
            return False
    return True


def _is_over(written: str) -> bool | None:
    """Whether a time has passed, that of this machine where it names no other; None where it is no time."""
    found = _TIME.fullmatch(written)
    if found is None:
        return None
    day, hour, second, zone = found.groups()
    try:
        time = datetime.strptime(f"{day}{hour or '0000'}{second or '00'}", "%Y%m%d%H%M%S")
    except ValueError:
        return None
    return (time.replace(tzinfo=UTC) if zone else time.astimezone()) <= datetime.now(UTC)


def _pem(data: bytes) -> bytes:
    """The key in a block of PEM; empty where it is of another kind."""
    try:
        key = load_pem_public_key(data)
    except (ValueError, UnsupportedAlgorithm):
        return b""
    if isinstance(key, Ed25519PublicKey):
        return key.public_bytes(Encoding.Raw, PublicFormat.Raw)
    return b""
