"""A PDF read back."""
