"""What the codes of reading a file from outside mean; `toolkit explain CODE` shows it."""

from ..errors import Explanation

CODES = {
    "O811": Explanation(
        "A file from outside cannot be read: it is damaged, encrypted, of another kind, or holds far more "
        "than any form that is filled in.",
        "answers.docx: O811 cannot be read: it would unpack to far more than it should hold",
        "open it in Word or a PDF program, save it under a new name, and hand in that file",
    ),
    "O812": Explanation(
        "Reading a file from outside takes more time or memory than any sound file does, and was stopped.",
        "answers.pdf: O812 cannot be read within 8 seconds and 300 MB",
        "print it to a new PDF, or ask for the form to be filled in again",
    ),
}
