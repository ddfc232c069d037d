"""Write every generated page of ``docs/`` again: ``python -m tools.pages``."""

from tools.pages.made import DOCS, made


def main() -> None:
    """Write the pages that differ from what the code gives, and say which."""
    for path, content in made().items():
        file = DOCS / path
        if not file.exists() or file.read_text(encoding="utf-8") != content:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
            print(f"docs/{path}")


if __name__ == "__main__":
    main()
