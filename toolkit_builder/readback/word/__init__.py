"""A Word file read back."""
