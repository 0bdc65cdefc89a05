"""Where a server's socket can be: beside its data, or in a short place where that is too long."""

import hashlib
import os
import tempfile
from pathlib import Path

ADDRESS_LIMIT = 100  # bytes; macOS allows 104 for a Unix socket's address, Linux 108


def socket_directory(wanted: Path, *, socket_name: str) -> Path:
    """The wanted directory, or one of this user's own under the temporary directory."""
    if len(os.fsencode(wanted / socket_name)) <= ADDRESS_LIMIT:
        return wanted
    digest = hashlib.sha256(os.fsencode(wanted)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"charity-site-{os.getuid()}-{digest}"


def make_private(directory: Path, *, owner: int) -> None:
    """Make a directory that its owner alone can enter; leave no door to one that others made.

    Raises PermissionError where somebody else owns a directory of that name.
    """
    directory.mkdir(mode=0o700, exist_ok=True)
    status = directory.lstat()
    if status.st_uid not in {owner, os.getuid()} or directory.is_symlink():
        raise PermissionError(f"{directory} belongs to another account: remove it")
    directory.chmod(0o700)
    if status.st_uid != owner:
        os.chown(directory, owner, -1)
