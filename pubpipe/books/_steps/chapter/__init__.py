"""The steps that look at one chapter alone; see the list in `_steps`."""
