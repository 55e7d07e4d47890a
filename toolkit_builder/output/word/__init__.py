"""Manuscript -> Word file."""
