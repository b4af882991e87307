"""The steps that look at every sentence, where a book asks for them; see the list in `_steps`."""
