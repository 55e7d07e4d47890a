"""Toolkits from YAML: one source, one manuscript, two files, one edition.

    sources/*.yaml --content--> Toolkit --layout--> Manuscript --output--> File --publish--> Edition
       |                 |                                                   |                  |
       +-----serve-------+---> Preview                                       proof--> Findings  site--> Site

Each arrow is a folder of this package; a folder imports only from those to its left.
"""

STAGES = ("content", "layout", "output", "proof", "publish", "site", "serve")
__version__ = "0.1.0"
