"""The pages of statistics that anybody may read: what stands at the clock's moment, in words,
pictures and tables.
"""
