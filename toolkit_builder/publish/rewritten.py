"""Whether a file that was written again by another renderer still says what was sealed."""

from urllib.parse import unquote

from ..layout.manuscript import Manuscript
from ..machine.xml import parse
from .bundle import Bundle
from .leads import leads
from .manifest import About, Row
from .page_words import DIFFERENT, SAME_WORDS, compare_words


class SealedWords:
    """The words of an edition: sums of each page, and the manuscripts that the pages were made from.

    Args:
        bundle: of the edition.
        about: what holds for all its files.
    """

    def __init__(self, bundle: Bundle, about: About) -> None:
        self._sums, self._about, self._bundle = bundle.words, about, bundle
        self._manuscripts: dict[object, Manuscript] = {}

    def compare(self, row: Row, data: bytes) -> tuple[str, str]:
        """Whether a file of other bytes says the same as the sealed one: `SAME_WORDS` or `DIFFERENT`.

        Another renderer may break pages elsewhere, so a file whose pages differ is held against its
        manuscript too: all of its words, in their order. And it leads nowhere but where that does. The second
        string tells how they differ.

        Args:
            row: the sealed file.
            data: the file as it was written again.
        """
        verdict, where = compare_words(self._sums.get(row.path, ()), data, row.format)
        if verdict == DIFFERENT and self._says_manuscript(row, data):
            verdict, where = SAME_WORDS, f"{where}; every word of its texts is there, in order"
        if verdict == SAME_WORDS and (foreign := self._foreign(row, data)):
            return DIFFERENT, f"it leads to {foreign}, which was not sealed"
        return verdict, where

    def _foreign(self, row: Row, data: bytes) -> str:
        """What a file leads to and its manuscript does not; empty where there is nothing."""
        manuscript = self._manuscript(row)
        body = manuscript.body if manuscript else b"<main/>"
        known = {unquote(link.get("href", "")) for link in parse(body).iter("a")}
        try:
            return min((to for to in leads(data, row.format) if to not in known), default="")
        except ValueError as error:
            return f"what cannot be read ({error})"

    def _says_manuscript(self, row: Row, data: bytes) -> bool:
        try:
            from ..proof.finding import Subject
            from ..proof.parity import prove_parity
        except ModuleNotFoundError:
            return False
        manuscript = self._manuscript(row)
        if manuscript is None:
            return False
        subject = Subject(
            name=row.path, data=data, packet=row.packet, kind=row.kind, variant=row.variant,
            language=row.language, title=row.title, edition=self._about.edition, label=self._about.label,
            pages=row.pages, fonts=self._about.fonts, manuscript=manuscript.body, fields=(),
        )  # fmt: skip
        # A template says nothing of a packet, so there is nothing to hold it against.
        return not subject.form.is_template and not any(prove_parity(subject))

    def _manuscript(self, row: Row) -> Manuscript | None:
        if not self._manuscripts:
            self._manuscripts = {manuscript.id: manuscript for manuscript in self._bundle.manuscripts}
        return self._manuscripts.get(row.id)
