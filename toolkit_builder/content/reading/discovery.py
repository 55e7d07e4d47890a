"""Finds the files of a toolkit, and names whatever does not belong there."""

import difflib
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ...errors import Place, Problem
from ...machine.files import entries, is_litter
from ..fonts import ENDINGS
from ..fonts import FOLDER as FONTS
from ..model import (
    EDITION,
    FOLDERS,
    MATERIALS,
    Brand,
    EditionFile,
    Glossary,
    Node,
    Principle,
    References,
    StyleFile,
    ToolkitFile,
)

STYLE = "style.yaml"
SINGLE: dict[str, type[Node]] = {
    "toolkit.yaml": ToolkitFile,
    "brand.yaml": Brand,
    "references.yaml": References,
    "glossary.yaml": Glossary,
    STYLE: StyleFile,
}
REQUIRED = ("toolkit.yaml", "brand.yaml", "references.yaml")
# Pictures, kinds of them that are refused where one is named, and (.icc) the colour profile of a press.
PICTURES = (
    ".svg", ".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".webp", ".icc",
    ".ai", ".apng", ".avif", ".bmp", ".emf", ".eps", ".gif", ".heic", ".heif", ".ico", ".jp2", ".jxl", ".pdf",
    ".psd", ".svgz", ".tif", ".tiff", ".wmf",
)  # fmt: skip
_LICENCES = (".txt", ".pdf")
_NOTES = re.compile(r"#.*|.*\.md")  # of editors
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Windows keeps these names for devices, whatever their ending.
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


# Copies that a program makes beside a file -> who does so; the groups are the name without the addition.
_COPIES = tuple(
    (re.compile(pattern, re.IGNORECASE), whose)
    for pattern, whose in (
        (r"(.+?)[ _-]*\([^()]*(?:conflicted copy|copie en conflit|copia en conflicto|konflikt)[^()]*\)(.*)",
         "Dropbox or Nextcloud"),
        (r"(.+?)\.sync-conflict-[\w-]+(.*)", "Syncthing"),
        (r"(.+?)-(?-i:DESKTOP|LAPTOP|PC|MACBOOK)-(?-i:[A-Z0-9]+)(\.\w+)", "OneDrive"),
        (r"(.+?)_(?:BACKUP|BASE|LOCAL|REMOTE)_\d+(.*)", "git mergetool"),
        (r"(.+?\.(?:ya?ml|svg|png|jpe?g))\.(?:orig|rej|base|mine|theirs|r\d+|LOCAL|REMOTE)()", "a merge"),
        (r"(.+?\.(?:ya?ml|svg|png|jpe?g))\.(?:bak|old|save|backup|txt|\d)()", "an editor"),
        (r"(.+?) (?:- copy|copy|- copia|- kopie)(?: ?\(?\d+\)?)?(\.\w+)", "copying"),
        (r"(?:copy|copia|kopie) (?:of|de|von) (.+?)()", "copying"),
        (r"(.+?) ?\(\d+\)(\.\w+)", "downloading twice"),
    )
)  # fmt: skip


def is_passed_over(name: str) -> bool:
    """Whether a file or folder of this name is none of the toolkit's, and nothing is said of it."""
    return is_litter(name) or _NOTES.fullmatch(name) is not None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read.

    Args:
        name: path below the toolkit, with forward slashes.
        model: what it must hold.
    """

    name: str
    model: type[Node]


def _copied(name: str) -> tuple[str, str] | None:
    """Of a copy that a program made: the name of the file, and who makes such copies."""
    for pattern, whose in _COPIES:
        if match := pattern.fullmatch(name):
            return match[1].rstrip() + match[2], whose
    return None


@dataclass(slots=True)
class Finder:
    """Looks through one toolkit; `files`, `pictures` and `fonts` are what it found; `problems` what is wrong.

    Args:
        root: the folder.
        label: how messages name it.
    """

    root: Path
    label: str
    files: list[SourceFile] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    fonts: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def look(self) -> None:
        """Find every file of the toolkit."""
        if not self.root.is_dir():
            self._problem("", "C112", "there is no such folder", "`toolkit init` makes one to start from")
            return
        if self.root.is_symlink():
            self._problem("", "C113", "this is a link to another place", "put the folder itself here")
            return
        for entry, name in self._entries(""):
            self._look_at(entry, name)
        present = {file.name for file in self.files} | {problem.place.path for problem in self.problems}
        for name in REQUIRED:
            if name not in present and f"{self.label}/{name}" not in present:
                hint = "put it back, or take that of a new toolkit: `toolkit init ../new` makes one"
                self._problem(name, "C111", "the file is missing", hint)
        self.files.sort(key=lambda file: file.name)

    def _look_at(self, entry: os.DirEntry[str], name: str) -> None:
        """What lies straight in the folder of the toolkit."""
        if entry.name in SINGLE:
            if self._is(entry, name, stat.S_ISREG):
                self.files.append(SourceFile(name, SINGLE[entry.name]))
        elif entry.name in FOLDERS:
            self._materials(entry, name)
        elif entry.name == "principles":
            self._principles(entry, name)
        elif entry.name == "editions":
            self._editions(entry, name)
        elif entry.name == FONTS:
            self._fonts(entry, name)
        elif Path(name).suffix.lower() in PICTURES:
            if self._is(entry, name, stat.S_ISREG):
                self.pictures.append(name)
        elif entry.name != "layouts":
            self._unexpected(name, [*SINGLE, *FOLDERS, "principles", "editions", FONTS, "layouts"])

    def _fonts(self, entry: os.DirEntry[str], name: str) -> None:
        """Font files of the brand, with their licences in words beside them."""
        if not self._is(entry, name, stat.S_ISDIR):
            return
        for child, child_name in self._entries(name):
            suffix = Path(child.name).suffix.lower()
            if suffix in ENDINGS and self._is(child, child_name, stat.S_ISREG):
                self.fonts.append(child_name)
            elif suffix in _LICENCES:
                self._is(child, child_name, stat.S_ISREG)
            elif suffix not in ENDINGS:
                hint = "only .otf, .ttf and .woff2 files belong here, and their licences as .txt or .pdf"
                self._problem(child_name, "C110", "this file is not read", hint)

    def _principles(self, entry: os.DirEntry[str], name: str) -> None:
        if not self._is(entry, name, stat.S_ISDIR):
            return
        for child, child_name in self._entries(name):
            if not self._is(child, child_name, stat.S_ISDIR) or not self._well_named(child.name, child_name):
                continue
            for part, part_name in self._entries(child_name):
                if part.name in FOLDERS:
                    self._materials(part, part_name)
                elif part.name != "principle.yaml":
                    self._unexpected(part_name, ["principle.yaml", *FOLDERS])
                elif self._is(part, part_name, stat.S_ISREG):
                    self.files.append(SourceFile(part_name, Principle))

    def _materials(self, entry: os.DirEntry[str], name: str) -> None:
        if not self._is(entry, name, stat.S_ISDIR):
            return
        model = MATERIALS[FOLDERS[entry.name]]
        for child, child_name in self._entries(name):
            if self._yaml(child, child_name) and self._well_named(
                child.name.removesuffix(".yaml"), child_name
            ):
                self.files.append(SourceFile(child_name, model))

    def _editions(self, entry: os.DirEntry[str], name: str) -> None:
        if not self._is(entry, name, stat.S_ISDIR):
            return
        for child, child_name in self._entries(name):
            if re.fullmatch(EDITION, child.name) and child.is_dir(follow_symlinks=False):
                self._sealed(Path(child), child_name)
                continue
            if not self._yaml(child, child_name) or child.name == "status.yaml":
                continue  # the second is the publish stage's
            if re.fullmatch(EDITION, child.name.removesuffix(".yaml")):
                self.files.append(SourceFile(child_name, EditionFile))
            else:
                hint = "such as 2026.1.yaml"
                self._problem(child_name, "C110", "an edition's file is named by its number", hint)

    def _sealed(self, folder: Path, name: str) -> None:
        """A sealed edition, which the publish stage reads: here only that nothing in it leads elsewhere."""
        for part, _, is_file in entries(folder):
            if not is_file:
                self._problem(
                    f"{name}/{part}", "C113", "this is no file of its own", "put the file itself here"
                )

    def _yaml(self, entry: os.DirEntry[str], name: str) -> bool:
        if not self._is(entry, name, stat.S_ISREG):
            return False
        if not entry.name.endswith(".yaml"):
            short = entry.name.endswith(".yml")
            hint = "its name must end in .yaml" if short else "only .yaml files belong here"
            self._problem(name, "C110", "this file is not read", hint)
            return False
        return True

    def _entries(self, name: str) -> Iterator[tuple[os.DirEntry[str], str]]:
        """What lies in a folder, in order of name, with its path below the toolkit."""
        try:
            with os.scandir(self.root / name) as scan:
                entries = [entry for entry in scan if not is_passed_over(entry.name)]
        except OSError as error:
            message = f"the folder cannot be read: {error.strerror}"
            self._problem(name, "C112", message, "check that it is there and may be read")
            return
        entries.sort(key=lambda entry: (entry.name.casefold(), entry.name.swapcase()))
        seen: dict[str, str] = {}
        for entry in entries:
            path = f"{name}/{entry.name}" if name else entry.name
            first = seen.setdefault(entry.name.casefold(), entry.name)
            if first != entry.name:
                message = f'the name differs from "{first}" only in capital letters'
                self._problem(path, "C114", message, "rename one: Windows and macOS cannot tell them apart")
            elif copied := _copied(entry.name):
                original, whose = copied
                if any(each.name == original for each in entries):
                    hint = f"compare it with {original}, keep what is right there, and delete this one"
                    message = f"this is a second copy, left by {whose}"
                else:
                    hint = f"call it {original}, which is not here: this may be the only one"
                    message = f"this is called as a second copy is, left by {whose}"
                self._problem(path, "C233", message, hint)
            elif DEVICES.fullmatch(entry.name):
                self._problem(path, "C115", "Windows does not allow this name", "choose another name")
            else:
                yield entry, path

    def _is(self, entry: os.DirEntry[str], name: str, kind: object) -> bool:
        """Whether an entry is the ordinary file or folder that belongs here; a problem if not."""
        mode = entry.stat(follow_symlinks=False).st_mode
        if stat.S_ISLNK(mode):
            self._problem(name, "C113", "this is a link to another place", "put the file itself here")
        elif not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            self._problem(name, "C113", "this is neither a file nor a folder", "delete it")
        elif stat.S_ISREG(mode) != (kind is stat.S_ISREG):
            wanted = "a file" if kind is stat.S_ISREG else "a folder"
            self._problem(name, "C110", f"{wanted} belongs here", "move it to where it is read")
        else:
            return True
        return False

    def _well_named(self, stem: str, name: str) -> bool:
        if NAME.fullmatch(stem):
            return True
        hint = "use small letters a to z, digits and single hyphens, such as north-valley.yaml"
        self._problem(name, "C116", f'"{stem}" cannot be used as a name here', hint)
        return False

    def _unexpected(self, name: str, known: list[str]) -> None:
        near = difflib.get_close_matches(name.rpartition("/")[2], known, 1)
        hint = f"did you mean {near[0]}?" if near else "known here: " + ", ".join(known)
        self._problem(name, "C110", "nothing of this name is read", hint)

    def _problem(self, name: str, code: str, message: str, hint: str) -> None:
        place = Place(f"{self.label}/{name}" if name else self.label)
        self.problems.append(Problem(place, code, message, hint))
