"""Signatures of seals, in the form that OpenSSH writes and checks: seal.json.sig beside seal.json.

Source: OpenSSH, PROTOCOL.sshsig; RFC 8709 (ed25519 in SSH), RFC 4251, 5 (strings). So `ssh-keygen -Y sign`
and `ssh-keygen -Y verify` do the same, with keys that have a passphrase or lie in a device.
"""

import base64
import hashlib
import struct
from collections.abc import Iterator
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    load_ssh_private_key,
)

from ..errors import Misuse
from ..machine.files import beginning, write
from . import seal as seal_file
from .sums import unified

NAME = f"{seal_file.NAME}.sig"
NAMESPACE = "toolkit-seal"  # so that what is signed for another purpose is no signature here
KIND = b"ssh-ed25519"
_MAGIC = b"SSHSIG"
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_LONGEST = 64 * 1024  # bytes of a file of keys or a signature
_LINE = 70
_HASHES = {b"sha512": hashlib.sha512, b"sha256": hashlib.sha256}


def private_key(path: Path) -> Ed25519PrivateKey:
    """The key in a file, as OpenSSH or PEM has it.

    Raises:
        Misuse: there is none that can be used.
    """
    data = read_keys(path)
    load = load_ssh_private_key if b"BEGIN OPENSSH" in data else load_pem_private_key
    hint = (
        f"with a passphrase, sign with OpenSSH: ssh-keygen -Y sign -f {path} -n {NAMESPACE} {seal_file.NAME}"
    )
    try:
        key = load(data, None)
    except (TypeError, ValueError, UnsupportedAlgorithm) as error:
        raise Misuse(f"{path} holds no private key that can be used: {error}", hint) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise Misuse(f"{path} holds a key of another kind than ed25519", "make one: ssh-keygen -t ed25519")
    return key


def sign(folder: Path, key: Ed25519PrivateKey) -> None:
    """Sign the seal of an edition; a signature that is there already gives way.

    Args:
        folder: of the edition, with its seal.json.
        key: of whoever seals.

    Raises:
        OutputError: see `machine.files.disk`.
    """
    message, name, hash_name = _seal(folder), NAMESPACE.encode(), b"sha512"
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    signature = key.sign(_signed(name, b"", hash_name, message))
    blob = b"".join(
        [
            _MAGIC,
            struct.pack(">I", 1),
            _string(_string(KIND) + _string(public)),
            *map(_string, (name, b"", hash_name)),
            _string(_string(KIND) + _string(signature)),
        ]
    )
    text = base64.b64encode(blob).decode()
    lines = [text[start : start + _LINE] for start in range(0, len(text), _LINE)]
    write(folder / NAME, "\n".join([_BEGIN, *lines, _END, ""]).encode())


def unsigned(folder: Path, trusted: frozenset[bytes]) -> str:
    """Why the seal of an edition has no signature by a trusted key; empty where it has.

    Args:
        folder: of the edition.
        trusted: as `trusted_keys` gives them.
    """
    try:
        data = beginning(folder / NAME, _LONGEST)
    except OSError:
        return "the seal has no signature"
    try:
        public, signed, signature = _parsed(data, _seal(folder))
        if public not in trusted:
            return "the seal is signed by a key that is not among the trusted ones"
        Ed25519PublicKey.from_public_bytes(public).verify(signature, signed)
    except (OSError, ValueError, struct.error):
        return f"{NAME} holds no signature of a seal"
    except InvalidSignature:
        return "the signature belongs to another seal"
    return ""


def _parsed(data: bytes, message: bytes) -> tuple[bytes, bytes, bytes]:
    """The key of a signature, what it should have signed, and what it made of it.

    Raises:
        ValueError, struct.error: these are no bytes of a signature of ours.
    """
    lines = data.decode("ascii").replace("\r\n", "\n").strip().split("\n")
    if len(lines) < 3 or (lines[0], lines[-1]) != (_BEGIN, _END):
        raise ValueError("no frame")
    blob = base64.b64decode("".join(lines[1:-1]), validate=True)
    if blob[:6] != _MAGIC or struct.unpack(">I", blob[6:10]) != (1,):
        raise ValueError("another form")
    key, name, reserved, hash_name, made = strings(blob[10:], 5)
    if name != NAMESPACE.encode() or hash_name not in _HASHES:
        raise ValueError("signed for another purpose")
    kind, public = strings(key, 2)
    kind_made, signature = strings(made, 2)
    if (kind, kind_made) != (KIND, KIND):
        raise ValueError("another kind of key")
    return public, _signed(name, reserved, hash_name, message), signature


def _signed(name: bytes, reserved: bytes, hash_name: bytes, message: bytes) -> bytes:
    digest = _HASHES[hash_name](message).digest()
    return _MAGIC + b"".join(map(_string, (name, reserved, hash_name, digest)))


def _string(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def strings(data: bytes, number: int) -> Iterator[bytes]:
    """So many strings, and nothing after them.

    Args:
        data: one after another, each with its length before it.
        number: how many there are.

    Raises:
        ValueError, struct.error: these are others.
    """
    for _ in range(number):
        (length,) = struct.unpack(">I", data[:4])
        if len(data) < 4 + length:
            raise ValueError("cut short")
        yield data[4 : 4 + length]
        data = data[4 + length :]
    if data:
        raise ValueError("too long")


def _seal(folder: Path) -> bytes:
    """The seal as it was written, whatever git has made of its line ends."""
    return unified(seal_file.NAME, (folder / seal_file.NAME).read_bytes())


def read_keys(path: Path) -> bytes:
    """A file of keys.

    Raises:
        Misuse: it cannot be read.
    """
    try:
        return beginning(path.resolve(), _LONGEST)  # one's own: it may be a link
    except OSError as error:
        raise Misuse(f"{path} cannot be read: {error.strerror}") from None
