"""What a browser could open."""

from urllib.parse import urlsplit


def is_web_address(text: str) -> bool:
    """Whether a browser could open it, without blanks or tricks."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    plain = not any(char.isspace() or char in '<>"…' for char in text)
    return plain and parts.scheme in {"http", "https"} and "." in parts.netloc
