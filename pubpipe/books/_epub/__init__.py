"""The EPUB edition: pandoc's HTML, finished; the pages a book has besides its chapters; the package round them."""
