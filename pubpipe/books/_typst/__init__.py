"""The PDF edition: the book as Typst code, the design it is set in, and the press that prints it."""
