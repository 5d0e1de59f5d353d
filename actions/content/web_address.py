"""What a browser could open."""

from urllib.parse import urlsplit


def is_web_address(text: str) -> bool:
    """Whether a browser could open it, without blanks or tricks: `https://beu.edu.az@evil.az`."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    plain = not any(char.isspace() or char in '<>"…' for char in text)
    is_site = "." in parts.netloc and "@" not in parts.netloc
    return plain and is_site and parts.scheme in {"http", "https"}
