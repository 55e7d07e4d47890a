"""What besides sources and layouts decides the bytes of a file: this package, Python, packages, libraries.

Loads none of the heavy packages: a build with nothing to do asks for this and nothing else.
"""

import ctypes
import functools
import hashlib
import platform
import re
import sys
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

PACKAGES = (
    "weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "fonttools", "pillow", "resvg-py",
    "lxml", "python-docx",
)  # fmt: skip

# The names that WeasyPrint looks for (text/ffi.py), in its order: Linux, macOS, Windows.
LIBRARIES = {
    "pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "pangoft2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    "harfbuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    "harfbuzz-subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
    "freetype": ("libfreetype.so.6", "libfreetype.6.dylib", "libfreetype-6.dll"),
    "fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
}
_TEXT = {
    "pango": "pango_version_string",
    "harfbuzz": "hb_version_string",
    "harfbuzz-subset": "hb_version_string",
}


@functools.cache
def environment() -> Mapping[str, str]:
    """Name -> version of everything that can change a file's bytes; empty where something is missing."""
    found = installed()
    return {
        "toolkit_builder": own_source(),
        "python": platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{name: found.get(name, "") for name in PACKAGES},
        **libraries(),
    }


@functools.cache
def installed() -> Mapping[str, str]:
    """Package -> version, by the folders that installers leave: quicker than importlib.metadata."""
    found: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):
            for entry in sorted(path.name for path in Path(folder or ".").iterdir()):
                if entry.endswith((".dist-info", ".egg-info")):
                    name, _, version = entry.rsplit(".", 1)[0].partition("-")
                    found.setdefault(re.sub(r"[-_.]+", "-", name).lower(), version.partition("-")[0])
    return found


def packages() -> Mapping[str, str]:
    """Package -> version of this program's dependencies and of theirs, as installed; extras are left out."""
    found, left = installed(), ["toolkit-builder"]
    named: dict[str, str] = {}
    while left:
        name = left.pop()
        for line in _requires(name):
            needed = re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", line, maxsplit=1)[0]).lower()
            if "extra ==" not in line and needed in found and needed not in named:
                named[needed] = found[needed]
                left.append(needed)
    return dict(sorted(named.items()))


def _requires(name: str) -> list[str]:
    from importlib import metadata

    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []


@functools.cache
def own_source() -> str:
    """sha256 of this package's Python files."""
    folder = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        digest.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


@functools.cache
def libraries() -> Mapping[str, str]:
    """System library -> version as it says itself; empty where it is missing."""
    return {name: _version(name) for name in LIBRARIES}


def _version(name: str) -> str:
    library = _open(name)
    if library is None:
        return ""
    if name in _TEXT:
        ask = getattr(library, _TEXT[name], None)
        if ask is None:  # the subset library tells its version through the library it is part of
            return _version("harfbuzz")
        ask.restype = ctypes.c_char_p
        return str(ask().decode())
    if name == "fontconfig":
        return str(library.FcGetVersion())
    return _freetype(library) if name == "freetype" else _version("pango")


def _freetype(library: ctypes.CDLL) -> str:
    handle, numbers = ctypes.c_void_p(), [ctypes.c_int() for _ in range(3)]
    library.FT_Init_FreeType(ctypes.byref(handle))
    library.FT_Library_Version(handle, *map(ctypes.byref, numbers))
    library.FT_Done_FreeType(handle)
    return ".".join(str(number.value) for number in numbers)


def _open(name: str) -> ctypes.CDLL | None:
    for file in LIBRARIES[name]:
        with suppress(OSError):
            return ctypes.CDLL(file)
    return None
