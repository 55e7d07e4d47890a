"""The variants: in which forms a packet is rendered."""

VARIANTS = ("screen", "copier", "large-print", "press", "word")
