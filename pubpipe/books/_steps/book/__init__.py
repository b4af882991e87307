"""The steps that look at what chapters show to one another; see the list in `_steps`."""
