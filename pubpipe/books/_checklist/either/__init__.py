"""What an editor looks for in both; one file a topic."""
