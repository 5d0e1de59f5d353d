"""Settings: read once, refused whole, secrets never shown."""

from dataclasses import fields
from pathlib import Path

import pytest

from actions.errors import InvalidSettings
from bot.config import NAMES, OFFICIAL_BASE_URL, PROJECT, Settings
from tests.content_reading.files import write

TOKEN = "123456789:AAE-secret_part"


def problems_of(env: dict[str, str], env_file: Path | None = None) -> tuple[str, ...]:
    with pytest.raises(InvalidSettings) as refused:
        Settings.from_env(env, env_file)
    return refused.value.problems


def test_nothing_needs_to_be_set() -> None:
    settings = Settings.from_env({})

    assert settings == Settings()
    assert settings.telegram_token is None
    assert settings.telegram_base_url == OFFICIAL_BASE_URL
    assert settings.database == f"sqlite:///{PROJECT / 'var/database/beledci.sqlite3'}"


def test_everything_can_be_set(tmp_path: Path) -> None:
    settings = Settings.from_env(
        {
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_BASE_URL": "http://127.0.0.1:8081",
            "TELEGRAM_FLOOD_LIMITS": "off",
            "STAFF_CHAT_ID": "-1001234567890",
            "DATABASE_URL": "postgresql://beledci:secret@db/beledci",
            "BOT_HOME": str(tmp_path),
            "RASA_URL": "http://127.0.0.1:5005",
            "RASA_TOKEN": "rasa-secret",
            "LOG_LEVEL": "debug",
            "WRONG_ANSWERS": "2.5",
        }
    )

    assert settings == Settings(
        telegram_token=TOKEN,
        telegram_base_url="http://127.0.0.1:8081",
        telegram_flood_limits=False,
        staff_chat_id=-1001234567890,
        database_url="postgresql://beledci:secret@db/beledci",
        bot_home=tmp_path,
        rasa_url="http://127.0.0.1:5005",
        rasa_token="rasa-secret",
        log_level="DEBUG",
        wrong_answers=2.5,
    )
    assert settings.database == "postgresql://beledci:secret@db/beledci"


def test_every_name_is_a_setting_and_every_setting_has_a_name() -> None:
    assert tuple(field.name.upper() for field in fields(Settings)) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_setting_is_none(name: str) -> None:
    assert Settings.from_env({name: "  "}) == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_TOKEN", "AAE-secret_part"),
        ("TELEGRAM_TOKEN", "123456789:"),
        ("TELEGRAM_TOKEN", "bot123456789:AAE-secret_part"),
        ("TELEGRAM_TOKEN", f"{TOKEN}/../evil"),
        ("TELEGRAM_BASE_URL", "127.0.0.1:8081"),
        ("TELEGRAM_BASE_URL", "ftp://127.0.0.1"),
        ("TELEGRAM_BASE_URL", "http://"),
        ("TELEGRAM_BASE_URL", "http://127.0.0.1:port"),
        ("TELEGRAM_BASE_URL", "http://127.0.0.1:99999"),
        ("RASA_URL", "localhost"),
        ("RASA_URL", "http://[::1"),
        ("STAFF_CHAT_ID", "@staff"),
        ("STAFF_CHAT_ID", "1001234567890"),
        ("STAFF_CHAT_ID", "-100 123"),
        ("TELEGRAM_FLOOD_LIMITS", "perhaps"),
        ("WEEKLY_DIGEST", "sometimes"),
        ("TELEGRAM_FLOOD_LIMITS", "off"),  # Telegram's own servers have them
        ("LOG_LEVEL", "LOUD"),
        ("WRONG_ANSWERS", "0"),
        ("WRONG_ANSWERS", "11"),
        ("WRONG_ANSWERS", "3 %"),
        ("WRONG_ANSWERS", "nan"),
        ("DATABASE_URL", "beledci.sqlite3"),
        ("DATABASE_URL", "mysql://bot@db/name"),
    ],
)
def test_a_wrong_value_is_refused_by_name(name: str, value: str) -> None:
    (problem,) = problems_of({name: value})

    assert problem.startswith(f"{name} ")


def test_all_problems_are_named_at_once(tmp_path: Path) -> None:
    env_file = write(tmp_path / ".env", "TELEGRAM_TOKN=1\nLOG_LEVEL=LOUD\nwhat is this\n")

    problems = problems_of({"STAFF_CHAT_ID": "@staff", "STAFF_CHATID": "x"}, env_file)

    assert [problem.split()[0] for problem in problems] == [
        f"{env_file}:3:",
        f"{env_file}:",
        "STAFF_CHATID",
        "STAFF_CHAT_ID",
        "LOG_LEVEL",
    ]


def test_a_refusal_shows_no_secret() -> None:
    env = {
        "TELEGRAM_TOKEN": "hunter2:x",
        "DATABASE_URL": "user:hunter2@db",
        "RASA_TOKEN": "hunter2",
    }

    assert "hunter2" not in "\n".join(problems_of({**env, "LOG_LEVEL": "LOUD"}))


def test_settings_can_be_printed_without_their_secrets() -> None:
    settings = Settings(TOKEN, database_url="postgresql://u:hunter2@db/x", rasa_token="hunter2")

    assert "secret" not in repr(settings)
    assert "hunter2" not in repr(settings)
    assert "123456789" not in repr(settings)


@pytest.mark.parametrize("slip", ["TELEGRAM_TOKKEN", "TELEGRAMTOKEN", "STAFF_CHATID", "BOTHOME"])
def test_a_slip_in_the_environment_is_noticed(slip: str) -> None:
    (problem,) = problems_of({slip: "1"})

    assert problem.startswith(f"{slip} is not a setting; did you mean ")


@pytest.mark.parametrize("name", ["PATH", "HOME", "DATABASE", "TOKEN", "LANG", "HTTP_PROXY"])
def test_what_others_read_from_the_environment_is_not_our_business(name: str) -> None:
    assert Settings.from_env({name: "1"}) == Settings()


def test_a_file_of_settings_is_read(tmp_path: Path) -> None:
    env_file = write(
        tmp_path / ".env",
        f"# Ours\nexport TELEGRAM_TOKEN='{TOKEN}'\nSTAFF_CHAT_ID=-1001 # the forum\n\nLOG_LEVEL=\n",
    )

    assert Settings.from_env({}, env_file) == Settings(TOKEN, staff_chat_id=-1001)


def test_the_environment_counts_more_than_the_file(tmp_path: Path) -> None:
    env_file = write(tmp_path / ".env", "LOG_LEVEL=DEBUG\nSTAFF_CHAT_ID=-1001\n")

    settings = Settings.from_env({"LOG_LEVEL": "ERROR", "STAFF_CHAT_ID": ""}, env_file)

    assert (settings.log_level, settings.staff_chat_id) == ("ERROR", None)


def test_a_file_written_on_windows_is_read(tmp_path: Path) -> None:
    env_file = write(tmp_path / ".env", "\ufeffLOG_LEVEL=DEBUG\r\nSTAFF_CHAT_ID=-1001\r\n")

    assert Settings.from_env({}, env_file) == Settings(staff_chat_id=-1001, log_level="DEBUG")


def test_a_password_in_the_file_is_taken_as_it_is_written(tmp_path: Path) -> None:
    env_file = write(tmp_path / ".env", "DATABASE_URL=postgresql://u:a${HOME}b@db/x\n")

    assert Settings.from_env({}, env_file).database == "postgresql://u:a${HOME}b@db/x"


def test_an_unknown_setting_in_the_file_is_named_with_a_guess(tmp_path: Path) -> None:
    env_file = write(tmp_path / ".env", "TELEGRAM_TOKEN_=1\nSMTP_PASSWORD=hunter2\n")

    guess, unknown = problems_of({}, env_file)

    assert guess.endswith("TELEGRAM_TOKEN_ is not a setting; did you mean TELEGRAM_TOKEN?")
    assert f"SMTP_PASSWORD is not a setting; known are {', '.join(NAMES)}" in unknown
    assert "hunter2" not in unknown


def test_a_file_that_is_none_or_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"LOG_LEVEL=\xff\n")

    assert "can't be read" in problems_of({}, tmp_path / ".env")[0]
    assert "can't be read" in problems_of({}, tmp_path)[0]


def test_no_file_is_no_problem(tmp_path: Path) -> None:
    assert Settings.from_env({}, tmp_path / ".env") == Settings()


@pytest.mark.parametrize(
    "written", ["http://127.0.0.1:8081/", "http://127.0.0.1:8081/bot", "http://127.0.0.1:8081/bot/"]
)
def test_the_address_of_the_bot_api_may_be_copied_from_anywhere(written: str) -> None:
    settings = Settings.from_env({"TELEGRAM_BASE_URL": written})

    assert settings.telegram_base_url == "http://127.0.0.1:8081"


def test_a_home_is_the_same_from_wherever_the_bot_is_started() -> None:
    assert Settings.from_env({"BOT_HOME": "~/beledci"}).bot_home == Path.home() / "beledci"
    assert Settings.from_env({"BOT_HOME": "var"}).bot_home.is_absolute()


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_is_explained_to_operators(name: str) -> None:
    example = (PROJECT / ".env.example").read_text("utf-8")

    assert f"{name}=" in example


def test_the_example_sets_only_what_exists() -> None:
    example = (PROJECT / ".env.example").read_text("utf-8")
    named = {line.lstrip("# ").partition("=")[0] for line in example.splitlines() if "=" in line}

    assert {name for name in named if name.isupper()} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_stands_in_the_documentation(name: str) -> None:
    pages = [path.read_text("utf-8") for path in (PROJECT / "docs").rglob("*.md")]

    assert any(f"`{name}`" in page for page in pages)
