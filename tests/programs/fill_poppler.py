"""Fills a form with poppler: the system's Python, which has the bindings, runs it as FORM ANSWERS FILLED."""

import json
import sys
from pathlib import Path

import gi

gi.require_version("Poppler", "0.18")
from gi.repository import Poppler  # noqa: E402

form, answers, filled = map(Path, sys.argv[1:])
asked = json.loads(answers.read_text(encoding="utf-8"))
document = Poppler.Document.new_from_file(form.as_uri(), None)
for number in range(document.get_n_pages()):
    for mapping in document.get_page(number).get_form_field_mapping():
        field = mapping.field
        answer = asked[field.get_name()]
        kind = field.get_field_type()
        if kind == Poppler.FormFieldType.TEXT:
            field.text_set_text(answer)
        elif kind == Poppler.FormFieldType.CHOICE:
            labels = [field.choice_get_item(index) for index in range(field.choice_get_n_items())]
            field.choice_select_item(labels.index(answer))
        else:
            field.button_set_state(True)
document.save(filled.as_uri())
