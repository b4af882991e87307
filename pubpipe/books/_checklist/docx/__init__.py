"""What an editor looks for in a Word file; one file a topic."""
