"""The steps of assembling, in order; each is one file whose `apply(manuscript)` changes the manuscript in place.

Those of a chapter look at it alone, so that what they give can be kept from one build to the next. Those of the book
come after, when all its chapters are at hand; their outlines suffice, but for those of records and of an index by the
original's pages. Those of the text look at every sentence; each has `wanted(manuscript)` too, whether it has anything
to do.
"""

from __future__ import annotations

from types import ModuleType

from pubpipe.books._steps.book import (
    audience,
    captioned,
    captions,
    citations,
    credits,
    descriptions,
    glossary,
    index,
    numbers,
    pagination,
    pictures,
    records,
    references,
    settle,
)
from pubpipe.books._steps.chapter import (
    cells,
    citing,
    clear,
    items,
    languages,
    lift,
    pages,
    raw,
    roles,
    spacing,
    tidy,
    title,
    unfinished,
)
from pubpipe.books._steps.text import bilingual, choices, mentions, ruby, units

CHAPTER_STEPS: tuple[ModuleType, ...] = (
    raw,  # HTML within Markdown is read
    pages,  # where pages of the original begin
    lift,  # addresses out of the text; translator's notes made
    unfinished,  # what is not final is marked visibly
    tidy,  # page breaks, empty paragraphs, tables of contents and meaningless wrappers away
    citing,  # [@key] in the text is a citation
    roles,  # styles and classes become roles
    items,  # item banks are questions, each with its key
    cells,  # headings within tables are text
    title,  # one Header 1 a chapter, the others below it
    spacing,  # no stray spaces
    languages,  # Latin runs are English
    clear,  # marks nobody has read away
)

BOOK_STEPS: tuple[ModuleType, ...] = (
    records,  # a chapter for each record of a table
    numbers,  # numbers out of the headings' text into attributes; ids
    pictures,  # files found, Chinese twins put in their place
    pagination,  # ids of the marks of the original's pages
    descriptions,  # what stands for objects that cannot be shown
    captions,  # 图2-1 and 表2-1
    credits,  # whose the pictures are, and 审图号 of maps
    audience,  # answers and trainers' notes out of what trainees read
    references,  # links and 见图2-1 lead to ids of the book
    citations,  # citations lead to entries of 参考文献
    glossary,  # the lists of terms and names
    index,  # the index by pinyin
    captioned,  # the list of figures and tables
    settle,  # what is left over is doubted
)

TEXT_STEPS: tuple[ModuleType, ...] = (
    choices,  # A. B. C. D.
    mentions,  # 城市经理（city manager，CM） where a term or name first stands
    units,  # 5英里（约8千米）
    ruby,  # pinyin above Chinese names
    bilingual,  # the English beside the Chinese
)
