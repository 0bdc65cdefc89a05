"""From a file of figures to a draft publication, in three parts that know little of each other.

    reading        bytes → a header and rows of text, each with its row number
                   (`reading`, with `decoding` and `columns`)
    understanding  row of text → a figure's row, or everything that is wrong with it
                   (`understanding`, with `numbers`, `days` and `vocabulary`)
    storing        rows → figures, all or none (`staging`, `actions`)

Reading and understanding know no Django and no database: another way of reading (a workbook, an
upload in the admin) can hand its rows to the same checks.
"""
