"""``python -m facilitate``."""

from facilitate.cli import main

if __name__ == "__main__":
    main()
