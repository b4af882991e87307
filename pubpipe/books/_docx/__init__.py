"""The Word edition: one file a part of the package."""
