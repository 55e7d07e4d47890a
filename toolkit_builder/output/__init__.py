"""Manuscript -> Files.

Takes one packet and the house style, gives one file. Each writer reads the Manuscript and nothing else of the
toolkit; none writes to disk. A new format is one function and one line in `writer`.
"""

from collections.abc import Callable

from ..content.variants import VARIANTS
from .task import File, HouseStyle, Imprint, Task

__all__ = ["File", "HouseStyle", "Imprint", "Task", "writer"]


def writer(variant: str) -> Callable[[Task, HouseStyle], File]:
    """The function that writes a variant; imported when asked for, since each brings libraries of its own."""
    if VARIANTS[variant].is_pdf:
        from .pdf.document import write_pdf

        return write_pdf
    from .word.document import write_template, write_word

    return write_template if VARIANTS[variant].is_template else write_word
