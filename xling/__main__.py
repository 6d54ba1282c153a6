"""``python -m xling``."""

from xling.cli.app import main

if __name__ == "__main__":
    main()
