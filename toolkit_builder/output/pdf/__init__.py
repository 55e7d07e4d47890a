"""Manuscript -> PDF."""
