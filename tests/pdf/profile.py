"""A tiny ICC profile for printing with four inks, made here: no file of a printing works may be passed on."""

import struct
from itertools import product


def cmyk_profile() -> bytes:
    """Greys alone: lightness becomes black ink, and nothing else is printed. Source: ICC.1:2001-04."""
    tags = {
        b"desc": _description(),
        b"cprt": b"text\0\0\0\0Public domain\0",
        b"wtpt": _xyz(0.9642, 1, 0.8249),
    }
    tags |= {
        f"B2A{n}".encode(): _table(3, [(0, 0, 0, 1 - light) for light, _, _ in _corners(3)]) for n in "012"
    }
    tags |= {
        f"A2B{n}".encode(): _table(
            4, [((1 - black) * (1 - sum(rest) / 6), 0.5, 0.5) for *rest, black in _corners(4)]
        )
        for n in "012"
    }
    start = 128 + 4 + 12 * len(tags)
    index, body = struct.pack(">I", len(tags)), b""
    for name, data in tags.items():
        index += name + struct.pack(">II", start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    return _head(start + len(body)) + index + body


def _corners(channels: int) -> list[tuple[int, ...]]:
    return [*product((0, 1), repeat=channels)]


def _head(size: int) -> bytes:
    kind = struct.pack(">I4sI4s4s4s", size, b"none", 0x02400000, b"prtr", b"CMYK", b"Lab ")
    made = struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp"
    return (kind + made + bytes(28) + _xyz(0.9642, 1, 0.8249)[8:]).ljust(128, b"\0")


def _xyz(*values: float) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(65536 * value) for value in values))


def _description() -> bytes:
    words = b"Test printing\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(words)) + words + bytes(8 + 2 + 1 + 67)


def _table(inputs: int, corners: list[tuple[float, ...]]) -> bytes:
    """lut8: straight curves around a grid of two points a channel."""
    outputs, straight = len(corners[0]), bytes(range(256))
    head = b"mft1\0\0\0\0" + bytes((inputs, outputs, 2, 0))
    same = struct.pack(">9i", *(65536 * (row == column) for row in range(3) for column in range(3)))
    grid = bytes(round(255 * part) for corner in corners for part in corner)
    return head + same + straight * inputs + grid + straight * outputs
