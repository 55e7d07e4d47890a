"""What the codes of the preview mean; `toolkit explain CODE` shows it."""

from ..errors import Explanation

CODES = {
    "O561": Explanation(
        "This program has a fault, and met it while a preview showed or made something.",
        "p1-self-assessment: O561 this cannot be shown: KeyError: 'aim'",
        "undo what you wrote last, or start the preview again: toolkit serve\n"
        "its terminal shows more; tell those who write this program",
    ),
}
