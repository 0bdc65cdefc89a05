"""The proof of a release template: every release that it makes, before the day that it makes them.

`invented` thinks of figures of every kind, `proof` composes and reads back, `report` gathers what
came of it; all three are pure. `areas` brings the figures of the newest publication.
"""
