"""A police force's own spreadsheet, from the moment it is sent in to the figures it becomes.

    keeping    the original, as it came, with its SHA-256
    work       who reads which file: rows with a lease, so that no worker and no queue is trusted
    reading    the sheets, read by `stats.importing.sheets`, into staged rows or questions
    judging    staged rows against what is held and what is public
    actions    the verbs of a person: answer, explain, leave out, bring in, set aside
    marked     the same sheets again, with what is wrong beside the rows

Nothing of a file becomes a figure before a person has seen what would happen and said yes.
"""
