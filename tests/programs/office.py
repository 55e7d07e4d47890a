"""What a person does in LibreOffice, by its own interface: notes put in, everything counted again, saved.

Runs under the system's Python, which has `uno`: python3 office.py SOCKET IN OUT FILTER [note]
"""

import os
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def _property(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def _desktop(socket):
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(120):
        try:
            remote = resolver.resolve(f"uno:pipe,name={socket};urp;StarOffice.ComponentContext")
            return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
        except NoConnectException:
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def main(socket, path, saved, kind, *more):
    desktop = _desktop(socket)
    document = desktop.loadComponentFromURL(
        uno.systemPathToFileUrl(path), "_blank", 0, (_property("Hidden", True),)
    )
    if "note" in more:
        text = document.Text
        cursor = text.createTextCursor()  # at the beginning of the text
        note = document.createInstance("com.sun.star.text.Footnote")
        text.insertTextContent(cursor, note, False)
        note.Text.setString("A note of our district's.")
    for index in range(document.DocumentIndexes.Count):
        document.DocumentIndexes.getByIndex(index).update()
    document.TextFields.refresh()
    document.refresh()
    document.TextFields.refresh()
    document.storeToURL(uno.systemPathToFileUrl(saved), (_property("FilterName", kind),))
    document.close(True)


main(*sys.argv[1:])
sys.stdout.flush()
os._exit(0)  # uno's own threads may crash while Python ends
