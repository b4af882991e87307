"""pubpipe: English training materials and textbooks on city and county management, published in Chinese."""

__version__ = "0.1.0"
