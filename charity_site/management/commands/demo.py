"""`make demo`: the whole site on this machine, with content to try it on."""

import errno
import http.client
import os
import socket
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from wagtail.models import Site

from charity_site import startup
from charity_site.embedded import EmbeddedServers, data_directory
from charity_site.processes import LOOK_EVERY, Processes, StopSignals
from charity_site.sample_content import DEMO_ACCOUNTS

ANSWER_TIMEOUT = 120.0  # seconds for the web server to answer at all, on a slow machine


class Command(BaseCommand):
    help = "Run the whole site here, with sample content and accounts to try it with."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument(
            "--port", type=int, default=os.environ.get("PORT", "8000"), help="8000 by default"
        )

    def handle(self, *_arguments: Any, host: str, port: int, **_options: Any) -> None:
        if not settings.IS_DEVELOPMENT:
            raise startup.StartupError(
                "The demo makes accounts whose passwords everybody can read:"
                " it runs only with SITE_ENVIRONMENT=development."
            )
        require_free_port(host, port)
        startup.require_valkey()
        signals = StopSignals()
        self.say("Bringing the database up to date …")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_sample_content")
        give_pages_their_address(port)
        signals.interrupt = False  # from here on they are asked about between two steps
        if not signals.were_sent:
            self.say("Starting the web server, the worker and the scheduler …")
            self.run(signals, host, port)

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()  # at once and in order, where somebody reads along through a pipe

    def run(self, signals: StopSignals, host: str, port: int) -> None:
        """Run the Procfile until somebody stops it. Raises StartupError where something ends."""
        processes = Processes(
            settings.BASE_DIR / "Procfile", environment=environment_of_processes(host, port)
        )
        try:
            processes.start()
            self.watch(processes, signals, host, port)
        finally:
            self.say("Stopping …")
            processes.stop(at_once=signals)

    def watch(self, processes: Processes, signals: StopSignals, host: str, port: int) -> None:
        servers = EmbeddedServers.held(data_directory())
        deadline = time.monotonic() + ANSWER_TIMEOUT
        has_answered = False
        while not signals.were_sent:
            ended = processes.first_ended()
            if ended is not None:
                raise startup.StartupError(f"{ended}, so everything else was stopped too.")
            if servers is not None and not servers.are_running():
                raise startup.StartupError(
                    "PostgreSQL or Valkey ended, so everything else was stopped too;"
                    f" their logs are in {servers.directory}."
                )
            if not has_answered and answers(host, port):
                has_answered = True
                self.say(welcome(port))
            if not has_answered and time.monotonic() > deadline:
                raise startup.StartupError(
                    f"The web server gave no page within {ANSWER_TIMEOUT:.0f} seconds."
                )
            time.sleep(LOOK_EVERY)


def require_free_port(host: str, port: int) -> None:
    """Raise StartupError where the web server could not listen, before anything is begun."""
    # A browser that is sent to localhost may ask at either of its addresses.
    for address in (host, "::1") if host == "127.0.0.1" else (host,):
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind((address, port))
            except OverflowError:
                raise startup.StartupError(
                    f"{port} is not the number of a port: choose one from 1024 to 65535."
                ) from None
            except OSError as error:
                if error.errno == errno.EADDRINUSE:
                    raise startup.StartupError(
                        f"Port {port} is in use: stop what uses it, or choose another"
                        f" (make demo PORT={port + 1})."
                    ) from error
                if address == host:
                    raise startup.StartupError(
                        f"The web server cannot listen on {host} at port {port}"
                        f" ({error.strerror}): choose others with HOST and PORT."
                    ) from error


def give_pages_their_address(port: int) -> None:
    """Let full addresses, in the API and the admin, lead to this port.

    A site that has been given another name keeps it.
    """
    Site.objects.filter(hostname="localhost", is_default_site=True).update(port=port)


def environment_of_processes(host: str, port: int) -> dict[str, str]:
    programs = Path(sys.executable).parent
    return {
        "SITE_URL": address_of(port),
        **os.environ,
        "HOST": host,
        "PORT": str(port),
        "DATA_DIR": str(data_directory()),
        "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "PYTHONUNBUFFERED": "1",
        # For a demonstration root is as good a user as any.
        "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges",
    }


def answers(host: str, port: int) -> bool:
    """Whether the web server gives the home page."""
    connection = http.client.HTTPConnection(host, port, timeout=10)
    try:
        connection.request("GET", "/", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def address_of(port: int) -> str:
    return f"http://localhost:{port}"


def whither_emails() -> str:
    """Where an email goes that the press desk sends."""
    if settings.EMAIL_FILE_PATH:
        return f"become files in {settings.EMAIL_FILE_PATH}"
    return "are printed below" if not settings.EMAIL_HOST else f"go to {settings.EMAIL_HOST}"


def welcome(port: int) -> str:
    """Where the site is, and who can sign in."""
    user_width = max(len(account.username) for account in DEMO_ACCOUNTS)
    password_width = max(len(account.password) for account in DEMO_ACCOUNTS)
    lines = [
        f"The site   {address_of(port)}/",
        f"The admin  {address_of(port)}/admin/",
        f"Emails     {whither_emails()}",
        "",
        "Sign in as",
        *(
            f"  {account.username:<{user_width}}  password  {account.password:<{password_width}}"
            f"  {account.role or 'Administrator'}"
            for account in DEMO_ACCOUNTS
        ),
        "",
        "Press Ctrl-C to stop.",
    ]
    width = max(map(len, lines))
    edge = "─" * (width + 2)
    body = "\n".join(f"│ {line:<{width}} │" for line in lines)
    return f"\n╭{edge}╮\n{body}\n╰{edge}╯\n"
