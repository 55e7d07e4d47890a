"""Takes a folder of YAML files, gives one frozen Toolkit or every problem in them, each with its place.

It never writes into the sources, prints or exits, and knows nothing of pages, packets' looks or formats.
Loads nothing by itself: the command line asks `variants` before anything heavy is wanted.
"""
