"""Font files of a brand's own, made of installed ones under another family's name."""

import struct
from importlib import import_module
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont

FAMILY = "Harbor Sans"
GROUP = """  own:
    - files:
{files}
      licence: SIL Open Font License 1.1
      may_be_bundled: {bundled}
"""


def own_font(
    source: str = "atkinson-hyperlegible/AtkinsonHyperlegible-Regular.ttf",
    family: str = FAMILY,
    rights: int = 0,
    flavor: str | None = None,
) -> bytes:
    """A font file with another family name, other rights, or packed."""
    package, _, name = source.partition("/")
    folder = Path(str(import_module(f"fontpkg_{package.replace('-', '_')}").__file__)).parent / "files"
    font = TTFont(folder / name, recalcTimestamp=False)
    for record in font["name"].names:
        if record.nameID in (1, 16):
            record.string = family
    font["OS/2"].fsType = rights
    font.flavor = flavor
    data = BytesIO()
    font.save(data)
    return data.getvalue()


def give(
    toolkit: Path, files: dict[str, bytes], roles: tuple[str, ...] = ("heading",), bundled: str = "true"
) -> None:
    """Put font files into a toolkit, list them, and set the roles in their family."""
    (toolkit / "fonts").mkdir(exist_ok=True)
    for name, data in files.items():
        (toolkit / name).write_bytes(data)
    brand = toolkit / "brand.yaml"
    lines = []
    for line in brand.read_text("utf-8").split("\n"):
        role = line.strip().partition(":")[0]
        lines.append(f"  {role}: {FAMILY}" if role in roles and line.startswith("  ") else line)
        if line == "fonts:":
            listed = "\n".join(f"        - {name}" for name in files)
            lines.append(GROUP.format(files=listed, bundled=bundled).rstrip())
    brand.write_text("\n".join(lines), "utf-8")


def torn(data: bytes) -> bytes:
    """The first half of a file."""
    return data[: len(data) // 2]


def bomb() -> bytes:
    """A WOFF2 that says that it unpacks to 3 GB."""
    return b"wOF2" + bytes(12) + struct.pack(">I", 3_000_000_000) + bytes(40)
