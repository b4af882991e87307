"""Tables that people keep, in text files and in workbooks: glossaries, word lists, records, sign-offs, pairs.

separated.read_table, workbooks.read_table
                 the table of a file: the names of its columns, its rows by column name
separated.opened, separated.read_text
                 the rows of a table without headings, or too long to be held; the text of a file that is no table
workbooks.workbook, sheet, saved
                 a workbook for the office
demand           which columns must be there
Faults           everything that is wrong with a table, by row and column
guarded, unguarded
                 cells that a spreadsheet will not take for formulas

The two files that read are named, not offered here: openpyxl is loaded only where a workbook is.
"""

from pubpipe.tables.rows import Faults, Row, Table, demand, guarded, table, trimmed, unguarded

__all__ = ["Faults", "Row", "Table", "demand", "guarded", "table", "trimmed", "unguarded"]
