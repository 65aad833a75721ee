"""Shares what is in the content folder, as `publish.py share` does, without its other imports."""

import sys
from datetime import datetime

from publishing.content import read_content
from publishing.settings import load_settings
from publishing.share import share

if __name__ == "__main__":
    chosen = load_settings()
    moment = datetime.fromisoformat(sys.argv[1])
    sys.exit(share(chosen, read_content(chosen).items, at=moment).exit_code)
