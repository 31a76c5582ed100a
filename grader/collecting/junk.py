"""What operating systems and editors leave behind is never anybody's work."""

import re
from collections.abc import Iterable

_FOLDERS = re.compile(
    r"__MACOSX|\.ipynb_checkpoints|__pycache__|\.git|\.svn|\.idea|\.vscode|\.Trash.*|\.venv"
    r"|\.pytest_cache|\.Spotlight-V100|\.fseventsd|\$RECYCLE\.BIN|\.virtual_documents",
    re.IGNORECASE,
)
_FILES = re.compile(
    r"\._.*|\.DS_Store|\.localized|Thumbs\.db|ehthumbs\.db|desktop\.ini|Icon\r?|\.directory"
    r"|.*~|#.*#|\.#.*|.*\.(?:bak|swp|swo|tmp|temp|orig|pyc|crdownload|part|download)|~\$.*|\.~.*"
    r"|.*-checkpoint\.ipynb|\.thumbnails?|.*\.thumb",
    re.IGNORECASE,
)


def is_junk(parts: Iterable[str]) -> bool:
    """Whether a path, given by its parts, is or lies in something that nobody hands in."""
    parts = list(parts)
    return any(_FOLDERS.fullmatch(part) for part in parts) or bool(
        parts and _FILES.fullmatch(parts[-1])
    )
