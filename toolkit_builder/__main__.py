"""`python -m toolkit_builder` is `toolkit`."""

from .cli import main

main()
