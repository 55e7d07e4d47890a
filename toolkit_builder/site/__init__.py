"""Sealed editions -> the download site, one tree a tier of access.

Takes sealed editions and their files from the archive, gives static pages, feeds and a search index. What a
tier may not have is left out before the first page is filled; nothing here writes a packet.
"""
