"""Rules for Word files."""
