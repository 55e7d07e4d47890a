"""What is wrong with a picture."""


class PictureError(ValueError):
    """A picture that cannot be used.

    Args:
        code: C404 to C407, C413 to C424.
        message: one sentence.
        hint: what to do.
    """

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint
