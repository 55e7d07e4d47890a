"""File -> what it says: PDF, Word and manuscript read back.

Takes bytes, gives words by address, pages, styles; judges nothing, which is `proof`."""
