"""Manuscript -> Word file, on python-docx.

    document      the run: a template opened, a text written, a package packed
    template      the brand's own, of styles theme settings numbering footnotes
    blocks        the table of elements; tables contents · inlines (within a paragraph)
    story         what is written to, and what is pending
    tree          what Word shows, and the table of styles that it is held to
    sections      pages, header, footer · properties · package (the bytes)

What python-docx lacks has a module each, named after the schema's words and built with `oxml`: controls,
bookmarks, fields, footnotes, glossary, custom_xml.
"""
