#!/bin/sh
# Puts uv into a folder of its own, with whatever this machine has: get-uv.sh FOLDER REQUIREMENTS
set -eu
folder=$1 requirements=$2

if ! command -v python3 >/dev/null 2>&1; then
    echo "python3 is missing. On Debian: apt-get install python3" >&2
    exit 1
fi

echo "Fetching uv, which installs everything else …"
if python3 -m venv --clear "$folder" >/dev/null 2>&1; then
    "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$requirements" && exit 0
elif python3 -m pip --version >/dev/null 2>&1; then
    rm -rf "$folder"
    python3 -m pip install --quiet --disable-pip-version-check --require-hashes --target "$folder" -r "$requirements" && exit 0
elif command -v curl >/dev/null 2>&1; then
    rm -rf "$folder"
    curl -LsSf https://astral.sh/uv/install.sh | UV_UNMANAGED_INSTALL="$folder/bin" sh && exit 0
fi

echo "uv could not be fetched. Check the network; on Debian, also: apt-get install python3-venv" >&2
exit 1
