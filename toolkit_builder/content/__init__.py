"""Takes a folder of YAML files, gives one frozen Toolkit or every problem in them, each with its place.

It never writes into the sources, prints or exits, and knows nothing of pages, packets' looks or formats.
"""

from .compare import Change, compare
from .load import load_toolkit
from .state import State, state
from .texts import PrintedText, texts
from .toolkit import Toolkit

__all__ = ["Change", "PrintedText", "State", "Toolkit", "compare", "load_toolkit", "state", "texts"]
