"""What besides sources and layouts decides the bytes of a file: this package, Python, packages, libraries.

Loads none of the heavy packages: a build with nothing to do asks for `environment` and `installed`, and for
nothing else.
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
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from packaging.requirements import Requirement

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
    versions = installed()
    return {
        "toolkit_builder": own_source(),
        "python": platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{name: versions.get(name, "") for name in PACKAGES},
        **libraries(),
    }


@functools.cache
def installed() -> Mapping[str, str]:
    """Package -> version, by the folders that installers leave: quicker than importlib.metadata."""
    versions: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):
            for entry in sorted(path.name for path in Path(folder or ".").iterdir()):
                if entry.endswith((".dist-info", ".egg-info")):
                    name, _, version = entry.rsplit(".", 1)[0].partition("-")
                    # As packaging.utils.canonicalize_name, which takes long to load.
                    versions.setdefault(re.sub(r"[-_.]+", "-", name).lower(), version.partition("-")[0])
    return versions


def packages() -> Mapping[str, str]:
    """Package -> version of this program's dependencies and of theirs, as installed; extras are left out."""
    from packaging.utils import canonicalize_name

    versions, left = installed(), ["toolkit-builder"]
    needed: dict[str, str] = {}
    while left:
        for requirement in requirements(left.pop()):
            name = canonicalize_name(requirement.name)
            if name in versions and name not in needed:
                needed[name] = versions[name]
                left.append(name)
    return dict(sorted(needed.items()))


def requirements(package: str, extra: str = "") -> list["Requirement"]:
    """What an installed package needs on this machine; none where it is not installed.

    Args:
        package: its name.
        extra: the extra of it whose own needs are asked for; empty asks for those without any.

    Source: PEP 508 (requirement lines and their markers).
    """
    from importlib import metadata

    from packaging.requirements import Requirement

    try:
        lines = metadata.requires(package) or []
    except metadata.PackageNotFoundError:
        return []
    return [requirement for line in lines if _asks(requirement := Requirement(line), extra)]


def _asks(requirement: "Requirement", extra: str) -> bool:
    """Whether a requirement holds here, with this extra and not without it."""
    if requirement.marker is None:
        return not extra
    with_extra = requirement.marker.evaluate({"extra": extra})
    return with_extra and not (extra and requirement.marker.evaluate({"extra": ""}))


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
        version = getattr(library, _TEXT[name], None)
        if version is None:  # the subset library tells its version through the library it is part of
            return _version("harfbuzz")
        version.restype = ctypes.c_char_p
        return str(version().decode())
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
