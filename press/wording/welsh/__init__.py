"""Figures in Welsh: a table of its own beside the English one, read both ways.

Saying turns what the English table says of a figure into Welsh, phrase by phrase; checking turns
Welsh prose into the same English phrases and holds those against the figures. So both languages
mean the same intervals. A phrase that the table lacks is not said.
"""
