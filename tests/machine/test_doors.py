"""Each kind of file has one door in the package: what reads files of strangers stands in one place."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import toolkit_builder

PACKAGE = Path(toolkit_builder.__file__).parent
# What opens a file or takes its bytes -> the modules that may name it. A whole library, or names in it.
DOORS = {
    "lxml.etree.fromstring": ("machine/xml",),
    "lxml.etree.fromstringlist": (),
    "lxml.etree.XML": (),
    "lxml.etree.XMLID": (),
    "lxml.etree.XMLDTDID": (),
    "lxml.etree.HTML": (),
    "lxml.etree.parse": (),
    "lxml.etree.parseid": (),
    "lxml.etree.iterparse": (),
    "lxml.etree.XMLParser": ("machine/xml",),
    "lxml.etree.XMLPullParser": (),
    "lxml.etree.ETCompatXMLParser": (),
    "lxml.etree.HTMLParser": (),
    "lxml.etree.HTMLPullParser": (),
    "lxml.etree.XInclude": (),
    "lxml.etree.XSLT": (),
    "lxml.etree.DTD": (),
    "lxml.objectify": (),
    "lxml.html": (),
    "lxml.sax": (),
    "xml": (),
    "html5lib": (),
    "bs4": (),
    "zipfile": ("machine/zips",),
    "zipimport": (),
    "tarfile": (),
    "gzip": (),
    "bz2": (),
    "lzma": (),
    "zlib.decompress": (),
    "zlib.decompressobj": ("readback/pdf/opening",),  # a piece at a time, to count
    "shutil.unpack_archive": (),
    "pikepdf.open": ("readback/pdf/opening",),
    "pikepdf.Pdf.open": (),
    "pypdfium2.PdfDocument": ("readback/pdf/pages",),  # only what was made here
    "pypdf": (),
    "docx.Document": ("output/word/document",),  # only the template that output/word/template made
    "docx.api": (),
    "docx.opc.package.OpcPackage.open": (),
    "docx.package.Package.open": (),
    "docx.opc.pkgreader": (),
    "docx.opc.phys_pkg": (),
    "docx.oxml.parse_xml": tuple(  # only what stands in these modules as text
        f"output/word/{name}" for name in ("footnotes", "glossary", "package", "pictures", "properties")
    ),
    "PIL.Image.open": ("content/pictures/opened",),
    "PIL.ImageFile.Parser": (),
    "yaml.load": (),
    "yaml.load_all": (),
    "yaml.safe_load": (),
    "yaml.safe_load_all": (),
    "yaml.full_load": (),
    "yaml.unsafe_load": (),
    "yaml.compose": (),
    "yaml.scan": (),
    "yaml.parse": ("content/reading/reader",),
    "yaml.CSafeLoader": ("content/reading/reader",),
    "yaml.SafeLoader": ("content/reading/reader",),
    "yaml.Loader": (),
    "yaml.UnsafeLoader": (),
    "yaml.FullLoader": (),
    "openpyxl": (),
    "xlrd": (),
    "pandas": (),
    "pickle": (),
    "cPickle": (),
    "dill": (),
    "marshal": (),
    "shelve": (),
    "dbm": (),
    "email": (),
    "plistlib": (),
}


def named(text: str) -> Iterator[str]:
    """Full names of all that a module of Python uses from other libraries, whatever it calls them."""
    meant: dict[str, str] = {}
    tree = ast.parse(text)
    yield from imported(tree, meant)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            first, _, rest = dotted(node).partition(".")
            if first in meant:
                yield f"{meant[first]}.{rest}"
        elif isinstance(node, ast.Call) and dotted(node.func) in ("__import__", "import_module"):
            yield ast.unparse(node.args[0]).strip("'\"")
        elif isinstance(node, ast.Call) and dotted(node.func) == "getattr":
            first, attribute = ast.unparse(node.args[0]), ast.unparse(node.args[1]).strip("'\"")
            yield f"{meant.get(first, first)}.{attribute}"


def dotted(node: ast.AST) -> str:
    """Names with dots between them; empty for what is anything else."""
    names = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    return ".".join(reversed([*names, node.id])) if isinstance(node, ast.Name) else ""


def imported(tree: ast.Module, meant: dict[str, str]) -> Iterator[str]:
    """Full names of what is imported; notes what each is called here."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                meant[alias.asname or alias.name.partition(".")[0]] = (
                    alias.name if alias.asname else alias.name.partition(".")[0]
                )
                yield alias.name
        elif isinstance(node, ast.ImportFrom) and not node.level:
            for alias in node.names:
                meant[alias.asname or alias.name] = f"{node.module}.{alias.name}"
                yield f"{node.module}.{alias.name}"


def doors(text: str) -> set[str]:
    """The doors that a module goes through."""
    return {
        door for name in named(text) for door in DOORS if f"{name}.".startswith(f"{door}.") or name == door
    }


MODULES = {path.relative_to(PACKAGE).with_suffix("").as_posix(): path for path in PACKAGE.rglob("*.py")}


def test_each_kind_of_file_has_one_door():
    found = {
        (door, name) for name, path in MODULES.items() for door in doors(path.read_text(encoding="utf-8"))
    }

    allowed = {(door, name) for door, names in DOORS.items() for name in names}
    assert found - allowed == set(), "read it through the module that DOORS names"
    assert allowed - found == set(), "a door that nobody uses any more"


@pytest.mark.parametrize(
    ("text", "door"),
    [
        ("from lxml.etree import fromstring as f", "lxml.etree.fromstring"),
        ("import lxml.etree\nlxml.etree.parse('a')", "lxml.etree.parse"),
        ("from lxml import etree as e\ne.HTML(b'')", "lxml.etree.HTML"),
        ("import lxml.html as h", "lxml.html"),
        ("from xml.dom import minidom", "xml"),
        ("def f():\n    from zipfile import ZipFile", "zipfile"),
        ("import pikepdf as p\nwith p.Pdf.open('a') as q: pass", "pikepdf.Pdf.open"),
        ("from pypdfium2 import PdfDocument", "pypdfium2.PdfDocument"),
        ("from PIL import Image\nopen_ = Image.open", "PIL.Image.open"),
        ("import docx\nx = docx.Document", "docx.Document"),
        ("import yaml\nyaml.load('a', yaml.Loader)", "yaml.load"),
        ("import yaml\ngetattr(yaml, 'CSafeLoader')", "yaml.CSafeLoader"),
        ("import importlib\nimportlib.import_module", ""),
        ("from importlib import import_module\nimport_module('pickle')", "pickle"),
        ("__import__('tarfile')", "tarfile"),
        ("from shutil import unpack_archive", "shutil.unpack_archive"),
    ],
)
def test_whatever_it_is_called_a_door_is_seen(text, door):
    assert (door in doors(text)) == bool(door)


@pytest.mark.parametrize(
    "text",
    [
        "from lxml import etree\netree.tostring(etree.Element('a'))",
        "from PIL import Image\nImage.new('L', (1, 1))",
        "import pikepdf\npikepdf.Dictionary()",
        "import yaml\nyaml.MappingStartEvent",
        "from ..machine.xml import parse",
        "from .opening import open_pdf",
        "from docx.oxml.ns import qn",
        "import zlib\nzlib.ZLIB_RUNTIME_VERSION",
        "import xmlrpclib_of_ours",
    ],
)
def test_what_opens_nothing_is_no_door(text):
    assert doors(text) == set()
