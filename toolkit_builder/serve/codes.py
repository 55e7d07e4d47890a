"""What the codes of the preview mean; `toolkit explain CODE` shows it."""

CODES = {
    "O561": "A fault of this program while a preview showed or made something; the terminal shows more.",
}
