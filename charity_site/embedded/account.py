"""The account that PostgreSQL runs under. It refuses to be run by root, so root lends it one."""

import os
import pwd
import stat
import subprocess
from pathlib import Path
from typing import NamedTuple

LENT_NAME = "pgserver"
READ = stat.S_IRGRP | stat.S_IROTH
ENTER = stat.S_IXGRP | stat.S_IXOTH


class Account(NamedTuple):
    user_id: int
    group_id: int

    @property
    def is_lent(self) -> bool:
        """Whether it is another account than the one that this process runs under."""
        return self.user_id != os.geteuid()


def account_for_postgres() -> Account:
    """Our own account or, for root, a system account that is made when it is first needed.

    Raises OSError where none can be made.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    try:
        entry = pwd.getpwnam(LENT_NAME)
    except KeyError:
        _make_account()
        entry = pwd.getpwnam(LENT_NAME)
    return Account(entry.pw_uid, entry.pw_gid)


def _make_account() -> None:
    try:
        subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", LENT_NAME],
            check=True,
            capture_output=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise OSError(
            "PostgreSQL cannot be run by root, and no account could be made for it:"
            " use an ordinary account"
        ) from error


def let_reach(path: Path) -> None:
    """Let other accounts pass through the directories above a path, without listing them."""
    for directory in path.resolve().parents:
        mode = directory.stat().st_mode
        if not mode & stat.S_IXOTH:
            directory.chmod(mode | stat.S_IXOTH)


def let_read(tree: Path) -> None:
    """Let other accounts read a tree and run its programs: a strict umask had shut them out."""
    for path in (tree, *tree.rglob("*")):
        mode = path.stat().st_mode
        wanted = mode | READ | (ENTER if path.is_dir() or mode & stat.S_IXUSR else 0)
        if mode != wanted:
            path.chmod(wanted)
