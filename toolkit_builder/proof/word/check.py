"""What a rule for Word files is: a sentence, and the function that finds what breaks it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ...readback.word.package import Word
from ..finding import Finding, Rule, Subject

Fault = tuple[str, str]  # where and what, as in a Finding


class BuiltWord(Word):
    """A Word file, and what the manifest says of it.

    Raises:
        Unreadable: see `Word`.
    """

    def __init__(self, subject: Subject) -> None:
        super().__init__(subject.data)
        self.subject = subject

    @property
    def is_template(self) -> bool:
        """A .dotx has no packet, no edition and no questions."""
        return self.subject.form.is_template


@dataclass(frozen=True, slots=True)
class WordCheck:
    """A rule and the function that finds what breaks it."""

    rule: Rule
    faults: Callable[[BuiltWord], Iterator[Fault]]

    def prove(self, word: BuiltWord) -> Iterator[Finding]:
        """What breaks the rule in a file."""
        return (Finding(self.rule.code, where, message) for where, message in self.faults(word))


def checks(
    code: str, sentence: str, source: str
) -> Callable[[Callable[[BuiltWord], Iterator[Fault]]], WordCheck]:
    """Make a function the check of a rule.

    Args:
        code: O7xx.
        sentence: what must hold.
        source: specification and section.
    """
    return lambda faults: WordCheck(Rule(code, sentence, source), faults)
