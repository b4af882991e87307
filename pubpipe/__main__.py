"""`python -m pubpipe`."""

from pubpipe.cli import main

main()
