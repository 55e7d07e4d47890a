"""How much a file from outside may hold before it is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What is read of a file that nobody here made, at most. The defaults are for forms that districts fill.

    Each is many times what a sound file needs, and all together keep a reading below ten seconds and 500 MB.
    The largest of our packets: as PDF 0.7 MB, 81 pages and 12,000 objects; as Word file 0.2 MB, 27 parts,
    8 times larger unpacked, 66,000 elements and attributes, at most 14 inside each other. Whoever fills one
    adds words, Word adds parts and marks of its own, and some paste photos of their whiteboards.

    Args:
        bytes: of the file.
        parts: files in a ZIP.
        unpacked: bytes of all parts of a ZIP, or of all streams of a PDF.
        ratio: how often larger unpacked than packed; XML shrinks to a twentieth, a bomb to a thousandth.
        marks: elements and attributes of all XML in it, each of which takes 150 bytes of memory.
        depth: elements or page nodes inside each other.
        pages: of a PDF.
        objects: of a PDF.
        seconds: for all that is read of it.
        memory: bytes for the same, beyond what the program itself takes.
    """

    bytes: int = 30_000_000
    parts: int = 2_000
    unpacked: int = 150_000_000
    ratio: int = 200
    marks: int = 1_000_000
    depth: int = 100
    pages: int = 1_000
    objects: int = 200_000
    seconds: float = 8.0
    memory: int = 300_000_000
