"""Takes a folder of YAML files, gives one frozen Toolkit or every problem in them, each with its place.

It never writes into the sources, prints or exits, and knows nothing of pages, packets' looks or formats.
"""

from .load import load_toolkit
from .texts import PrintedText, texts
from .toolkit import Toolkit

__all__ = ["PrintedText", "Toolkit", "load_toolkit", "texts"]
