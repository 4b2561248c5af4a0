"""`python -m weerbaar` is the command `weerbaar`."""

from weerbaar.command import main

if __name__ == "__main__":
    main()
