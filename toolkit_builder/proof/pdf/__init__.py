"""Rules for PDF files."""
