"""Releases as files: one document in the order reporters know, written in several formats."""
