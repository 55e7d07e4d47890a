"""JSON that a stranger may have written: bounded before it is parsed, held to a form before it is believed.

Source: RFC 8259, 9 (a reader may set limits on size, depth, numbers and strings). A list of nothing takes two
bytes here and forty times as many in memory, so what is counted are the signs that make new values.
"""

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Form = TypeVar("Form")

MAX_BYTES = 16 * 1024 * 1024  # the longest of ours, what a toolkit of 50 packets says, has one
MAX_VALUES = 800_000  # and this has 30,000
_TOLD = 1000  # faults of which the first is told: a list of a million takes a gigabyte
# What no text of ours holds, since XML has no way to say it: as it stands (JSON itself allows no others), and
# as a number, half a sign among them. We write no such numbers at all, so that what is ours is not searched.
_UNSEEN = ("\ufffe", "\uffff")
_NUMBERED = re.compile(rb"(?<!\\)(?:\\\\)*\\u(?:00[01][0-9a-f]|fff[ef]|d[89a-f])", re.IGNORECASE)


def read_json(data: bytes) -> Any:
    """What a JSON text says.

    Raises:
        ValueError: it is none, or longer, deeper or fuller than any of ours; the message says which.
    """
    if len(data) > MAX_BYTES or sum(map(data.count, (b",", b"[", b"{"))) > MAX_VALUES:
        raise ValueError("it holds far more than it should")
    try:
        text = data.decode("utf-8-sig")
        if any(sign in text for sign in _UNSEEN) or (b"\\u" in data and _NUMBERED.search(data)):
            raise ValueError("it holds signs that no text may hold")
        return json.loads(text, parse_constant=_refused)
    except RecursionError:
        raise ValueError("its lists stand too deep inside each other") from None
    except UnicodeDecodeError:
        raise ValueError("it is not written in UTF-8") from None


def fitted(form: type[Form], value: object) -> Form:
    """A value of a form, a dataclass or a type of its fields; fields that it does not have are passed over.

    Args:
        form: what it should be.
        value: as `read_json` gives it.

    Raises:
        ValueError: it is not; the message names the first field that does not fit.
    """
    from pydantic import ValidationError

    try:
        adapter: TypeAdapter[Form] = _adapter(form)  # type: ignore[arg-type]  # types can be keys
        return adapter.validate_python(value)
    except ValidationError as error:
        if error.error_count() > _TOLD:
            raise ValueError("nothing in it fits") from None
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        raise ValueError(f"{where}: {first['msg']}" if where else str(first["msg"])) from None


@cache
def _adapter(form: Any) -> "TypeAdapter[Any]":
    from pydantic import TypeAdapter

    return TypeAdapter(form)


def _refused(name: str) -> None:
    raise ValueError(f"{name} is no number")
