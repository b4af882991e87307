"""参考文献: works cited, written as GB/T 7714 asks, and the marks in the text that lead to them.

sources     what a bibliography holds, as CSL-JSON
marks       a citation as an author writes it, and as the book shows it
style       GB/T 7714 as CSL, for a year, a system and a language
entries     the works as entries, by pandoc's citeproc; their order
listing     one list of works, with the marks that lead to it
"""
