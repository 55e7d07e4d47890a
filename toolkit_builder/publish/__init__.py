"""Files -> an edition: its folder, its proof, its seal and bundle, and the archive.

Brings `output/<toolkit>/<edition>/` to the state of finished files of the cache, the manifest last; proves
them, seals them, verifies what is sealed and makes it again, and tells what changed between editions.
A seal never changes, and a file that no manifest has named is never removed.
"""
