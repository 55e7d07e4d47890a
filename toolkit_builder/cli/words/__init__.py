"""What commands print, as text for people and JSON for programs. Nothing here prints."""
