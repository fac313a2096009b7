"""`python -m hub.cli` is `omnihub`."""

from hub.cli import main

main()
