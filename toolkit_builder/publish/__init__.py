"""Files -> an edition's folder.

Takes finished files from the cache and brings `output/<toolkit>/<edition>/` to their state, the manifest
last. It never lays anything out, and never removes a file that no manifest has named.
"""
