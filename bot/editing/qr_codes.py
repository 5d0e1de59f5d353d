"""A link as a picture that phones read: PNG for screens, SVG for print."""

from pathlib import Path

import segno

from actions.errors import EditRefused

ENDINGS = (".png", ".svg")
SCALE = 12  # pixels a module, or units in SVG
QUIET = 4  # modules of margin, which readers need


def check_picture(path: Path) -> None:
    """Raise `EditRefused` if no QR code could be written there."""
    if path.suffix.lower() not in ENDINGS:
        raise EditRefused([f"“{path.name}” must end in .png or .svg"])
    if not path.parent.is_dir():
        raise EditRefused([f"there is no folder {path.parent}; make it first"])


def write_qr_code(link: str, path: Path) -> None:
    """Draw the link; a quarter of it may be dirty or torn, as on a poster."""
    check_picture(path)
    code = segno.make_qr(link, error="q")
    try:
        code.save(str(path), kind=path.suffix[1:].lower(), scale=SCALE, border=QUIET, light="white")
    except OSError as error:
        raise EditRefused([f"{path} can't be written: {error.strerror or error}"]) from error
