"""What an editor looks for in an EPUB; one file a topic."""
