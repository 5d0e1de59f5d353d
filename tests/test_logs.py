"""Logs name events; they keep secrets."""

import logging

import pytest
import structlog

from bot.logs import for_conversation
from tests.logged import QUIET, logged

TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """Everything that was logged; nothing may stand on standard output."""
    out, err = capsys.readouterr()
    assert out == ""
    return err


def test_an_event_is_one_line_with_its_keys(capsys: pytest.CaptureFixture[str]) -> None:
    with logged("INFO"):
        structlog.get_logger().info("handed_off", ticket=7, topic="migration")

    [line] = said(capsys).splitlines()
    assert "level=info event=handed_off" in line
    assert "ticket=7" in line
    assert "topic=migration" in line


def test_what_is_under_the_level_is_not_logged(capsys: pytest.CaptureFixture[str]) -> None:
    with logged("WARNING"):
        structlog.get_logger().info("resumed")
        structlog.get_logger().warning("second_instance")

    assert "resumed" not in (lines := said(capsys))
    assert "second_instance" in lines


@pytest.mark.parametrize(
    ("wanted", "level"),
    [("DEBUG", "WARNING"), ("INFO", "WARNING"), ("WARNING", "WARNING"), ("ERROR", "ERROR")],
)
def test_between_what_is_said_in_a_chat_stand_warnings_only(
    capsys: pytest.CaptureFixture[str], wanted: str, level: str
) -> None:
    with logged(for_conversation(wanted)):
        for name in ("debug", "info", "warning", "error"):
            getattr(structlog.get_logger(), name)(f"of_{name}")

    shown = said(capsys)
    assert ("of_info" in shown, "of_debug" in shown) == (False, False)
    assert ("of_warning" in shown) == (level == "WARNING")
    assert "of_error" in shown


@pytest.mark.parametrize(
    "text", [TOKEN, f"https://api.telegram.org/bot{TOKEN}/getMe", f"token={TOKEN}", f'"{TOKEN}"']
)
def test_a_token_is_never_logged(capsys: pytest.CaptureFixture[str], text: str) -> None:
    with logged("DEBUG"):
        structlog.get_logger().error("telegram_unreachable", reason=text)

    assert TOKEN.partition(":")[2] not in said(capsys)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://bot:s3cret-word@db/beledci",
        "postgresql+psycopg://bot:s3cret-word@db:5432/beledci?sslmode=require",
        "http://user:s3cret-word@127.0.0.1:5005/model",
        "postgresql://bot:a/s3cret-word@db/beledci",
        "postgresql://bot:a@s3cret-word@db/beledci",
        "postgresql://:s3cret-word@db/beledci",
    ],
)
def test_a_password_is_never_logged(capsys: pytest.CaptureFixture[str], address: str) -> None:
    with logged("DEBUG"):
        structlog.get_logger().error("storage_unusable", reason=f"can't open {address} now")

    assert "s3cret-word" not in said(capsys)


def test_a_traceback_keeps_secrets_as_well(capsys: pytest.CaptureFixture[str]) -> None:
    with logged("INFO"):
        error = ConnectionError(f"GET /bot{TOKEN}/getMe at postgresql://a:s3cret@db")
        structlog.get_logger().error("update_stumbled", exc_info=error)

    lines = said(capsys)
    assert "ConnectionError" in lines
    assert TOKEN.partition(":")[2] not in lines
    assert "s3cret" not in lines


def test_secrets_deeper_inside_a_value_are_kept_too(capsys: pytest.CaptureFixture[str]) -> None:
    with logged("INFO"):
        error = ConnectionError(f"no way to /bot{TOKEN}/getMe")
        structlog.get_logger().error("stumbled", reason=error, tried=[f"/bot{TOKEN}/getMe"])

    assert TOKEN.partition(":")[2] not in said(capsys)


@pytest.mark.parametrize("library", QUIET)
def test_libraries_that_log_addresses_are_quiet(library: str) -> None:
    with logged("DEBUG"):
        assert not logging.getLogger(library).isEnabledFor(logging.ERROR)


def test_personal_data_is_never_logged(capsys: pytest.CaptureFixture[str]) -> None:
    with logged("DEBUG"):
        said_by_telegram = "can't send AA1234567 of ada@example.org, +994 50 123 45 67, 5ZX4K2P"
        structlog.get_logger().error("update_stumbled", update=100042, reason=said_by_telegram)

    line = said(capsys)
    assert "update=100042" in line
    assert not any(each in line for each in ("AA1234567", "ada@", "123 45 67", "5ZX4K2P"))
