"""Write every generated page of ``docs/`` again: ``python -m tools.pages``."""

from tools.pages.made import write

if __name__ == "__main__":
    write()
