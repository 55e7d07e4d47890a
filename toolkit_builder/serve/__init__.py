"""Toolkit -> a preview in the browser, for as long as its texts are being written.

Takes the sources as they lie on the disk at any moment, half-typed files too, and gives pages: the tree of
the toolkit, each packet as HTML, what is wrong and where each paragraph is written. It writes nothing but
files of the cache that somebody asks for, serves this machine alone, and never fetches anything.
"""
