"""The files of font families, which come as packages."""

from importlib import import_module
from pathlib import Path


def package(family: str) -> str:
    """The package on PyPI that a family comes in."""
    return "fontpkg-" + family.lower().replace(" ", "-")


def font_files(family: str) -> list[Path]:
    """The TrueType files of a family.

    Raises:
        ImportError: the family is not installed.
    """
    module = import_module(package(family).replace("-", "_"))
    return sorted((Path(str(module.__file__)).parent / "files").glob("*.ttf"))
