"""The EPUB edition: pages, each written in one walk over its blocks, those of the front, and the package round them."""
