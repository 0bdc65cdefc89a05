"""A package, so that no other one of this name (textstat installs one) comes before it."""
