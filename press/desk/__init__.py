"""The desk screen: what its lists hold, how they are narrowed, and what is done to many at once."""
