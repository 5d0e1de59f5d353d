"""What no module of ours may be: busy while it is imported."""

import os
import socket
from pathlib import Path

HOME = os.environ.get("HOME")
SOURCE = Path(__file__).read_text("utf-8")
SOCKET = socket.socket()
SOCKET.close()
