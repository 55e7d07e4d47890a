"""Files -> an edition: its folder, its proof, its seal and bundle, and the archive.

Takes finished files from the cache and brings `output/<toolkit>/<edition>/` to their state, the manifest last;
proves them, seals them, verifies what is sealed and makes it again, and tells what changed between editions.
A seal never changes, and a file that no manifest has named is never removed.
"""
