"""Toolkits from YAML: one source, one manuscript, two files, one edition.

    sources/*.yaml --content--> Toolkit --layout--> Manuscript --output--> File --publish--> Edition
                                                                            |                   |
                                           proof: Files -> Findings  <-----+                   +--site--> Site
                                 (readback: a File -> what it says)  <------+

Each arrow is a folder of this package; a folder imports only from those before it. `machine` is the ground
that all stand on; `serve` shows a toolkit while it is written; `cli` alone prints.
"""

STAGES = ("content", "layout", "output", "readback", "proof", "publish", "site", "serve")
__version__ = "0.1.0"
