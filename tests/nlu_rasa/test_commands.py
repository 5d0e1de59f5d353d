"""Training and serving as the bot starts them: processes of their own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

TOKEN = "a-token"
PATIENCE = 60.0

Json = dict[str, Any]


def train(
    config: Path, surroundings: dict[str, str], *more: str
) -> subprocess.CompletedProcess[str]:
    """Train as the bot does."""
    return subprocess.run(
        [
            *(sys.executable, "-m", "bot.nlu.rasa.train", "--config", str(config)),
            *("--out", str(config.parent / "out"), "--fixed-model-name", "model"),
            *more,
        ],
        env=surroundings,
        cwd=config.parent,
        capture_output=True,
        text=True,
        check=False,
    )


def test_training_tells_how_far_it_is(
    project: Path, surroundings_of_project: dict[str, str]
) -> None:
    run = train(project / "config.yml", surroundings_of_project)

    lines = [json.loads(line) for line in run.stdout.splitlines()]
    stages = list(dict.fromkeys(line["stage"] for line in lines))
    assert run.returncode == 0, run.stderr
    assert stages == ["reading", "encoding", "learning", "calibrating", "packing", "done"]
    assert "life/dormitory" in lines[-1]["labels"]
    assert Path(lines[-1]["model"]).is_file()
    assert "robbed" not in run.stdout + run.stderr


@pytest.mark.parametrize(
    ("config", "reason"),
    [
        ("importers: [{name: bot.nlu.rasa.importer.KnowlegeImporter}]", "KnowlegeImporter"),
        ("importers: [{name: bot.nlu.rasa.importerr.KnowledgeImporter}]", "importerr"),
        ("importers: [", "config.yml is not as it should be"),
        (None, "there is no"),
    ],
)
def test_a_training_that_cannot_be_is_refused_in_one_sentence(
    tmp_path: Path, surroundings_of_project: dict[str, str], config: str | None, reason: str
) -> None:
    if config:
        text = f"recipe: default.v1\nassistant_id: a\nlanguage: en\n{config}\npipeline: []\n"
        (tmp_path / "config.yml").write_text(text, "utf-8")

    run = train(tmp_path / "config.yml", surroundings_of_project)

    last = run.stderr.strip().splitlines()[-1]
    assert run.returncode == 1
    assert last.startswith("training failed: ")
    assert reason in last
    assert not (tmp_path / "out" / "model.tar.gz").exists()


@dataclass(frozen=True)
class Server:
    """A server, and its address."""

    process: subprocess.Popen[str]
    address: str

    def ask(self, path: str, body: Json | None = None, method: str = "GET") -> Json:
        """What it answers."""
        request = urllib.request.Request(  # noqa: S310 -- our own address
            f"{self.address}{path}",
            json.dumps(body).encode() if body else None,
            {"Content-Type": "application/json"},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:  # noqa: S310
            answer: Json = json.loads(response.read() or "{}")
            return answer


@pytest.fixture(scope="module")
def server(model: Path, surroundings_of_project: dict[str, str]) -> Iterator[Server]:
    process, address = start(model, surroundings_of_project)
    with process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["stage"] == "ready"
        yield Server(process, address)
        process.terminate()
        assert process.wait(PATIENCE) == 0


def start(model: Path, surroundings: dict[str, str]) -> tuple[subprocess.Popen[str], str]:
    port = free_port()
    command = (sys.executable, "-m", "bot.nlu.rasa.serve", "--model", str(model))
    process = subprocess.Popen(
        [*command, "--port", str(port)],
        env={**surroundings, "RASA_TOKEN": TOKEN},
        stdout=subprocess.PIPE,
        text=True,
    )
    return process, f"http://127.0.0.1:{port}"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def test_the_server_understands(server: Server) -> None:
    parsed = server.ask(f"/model/parse?token={TOKEN}", {"text": "yataqxana var?"}, "POST")

    assert parsed["intent"]["name"] == "life/dormitory"
    assert parsed["language"]["locale"] == "az"


def test_the_server_reads_further_texts_as_it_reads_each_alone(server: Server) -> None:
    texts = ["yataqxana var?", "when is the deadline", "…", "сколько стоит комната"]
    alone = [server.ask(f"/model/parse?token={TOKEN}", {"text": text}, "POST") for text in texts]

    body = {"text": texts[0], "further": texts[1:], "clear": 1.01}
    together = server.ask(f"/model/parse_with?token={TOKEN}", body, "POST")

    assert len(together) == len(texts)
    for one, other in zip(alone, together, strict=True):
        assert other["intent"]["name"] == one["intent"]["name"]
        assert other["intent"]["confidence"] == pytest.approx(one["intent"]["confidence"], abs=0.01)
        assert other.keys() >= one.keys() - {"text"}
        assert other["language"]["locale"] == one["language"]["locale"]


def test_the_parts_of_a_message_are_in_its_language(server: Server) -> None:
    body = {
        "text": "сколько стоит общежитие", "further": ["room price", "otaq"], "clear": 1.01,
        "same_language": True,
    }  # fmt: skip

    read = server.ask(f"/model/parse_with?token={TOKEN}", body, "POST")

    assert [each["language"]["locale"] for each in read] == ["ru", "ru", "ru"]


@pytest.mark.parametrize(("text", "read"), [("yataqxana var?", 1), ("hello", 2)])
def test_what_is_clear_is_read_alone_unless_it_is_no_entry(
    server: Server, text: str, read: int
) -> None:
    body = {"text": text, "further": ["when is the deadline"], "clear": 0.05}

    assert len(server.ask(f"/model/parse_with?token={TOKEN}", body, "POST")) == read


@pytest.mark.parametrize(
    "body",
    [
        {"text": "visa"},
        {"text": "visa", "further": ["a"], "clear": "very"},
        {"text": "visa", "further": ["a"], "clear": None},
        {"text": "visa", "further": ["a"] * 9, "clear": 1},
        {"text": "visa", "further": [1], "clear": 1},
        {"text": 5, "further": ["a"], "clear": 1},
        {"text": "visa", "further": 5, "clear": 1},
        {"text": "visa", "further": ["a"], "clear": 1, "colour": "red"},
        [],
    ],
)
def test_the_server_says_what_it_wants_to_read(server: Server, body: Json) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        server.ask(f"/model/parse_with?token={TOKEN}", body, "POST")

    assert refused.value.code == 400
    assert "at most 8 further texts" in refused.value.read().decode()
    refused.value.close()


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/status", "GET"),
        ("/status?token=wrong", "GET"),
        ("/model/parse?token=", "POST"),
        ("/model/parse_with?token=wrong", "POST"),
    ],
)
def test_the_server_answers_nobody_without_the_token(
    server: Server, path: str, method: str
) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        server.ask(path, {"text": "hello"} if method == "POST" else None, method)

    assert refused.value.code == 401
    refused.value.close()


def test_a_model_is_swapped_while_the_server_runs(server: Server, model: Path) -> None:
    before = server.ask(f"/status?token={TOKEN}")["model_file"]

    server.ask(f"/model?token={TOKEN}", {"model_file": str(model)}, "PUT")

    assert server.ask(f"/status?token={TOKEN}")["model_file"] == before


def test_the_token_is_not_in_the_list_of_processes(server: Server) -> None:
    assert TOKEN not in Path(f"/proc/{server.process.pid}/cmdline").read_text()


def test_a_missing_model_is_refused_in_one_sentence(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "bot.nlu.rasa.serve", "--model", str(tmp_path / "none.tar.gz")],
        env={**os.environ, "PYTHONPATH": ":".join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 1
    assert run.stderr.startswith("there is no model at")


def test_the_server_ends_with_the_process_that_started_it(
    model: Path, surroundings_of_project: dict[str, str]
) -> None:
    program = (
        "import subprocess, sys, time;"
        "server = subprocess.Popen([sys.executable, '-m', 'bot.nlu.rasa.serve',"
        f" '--port', '{free_port()}', '--model', {str(model)!r}]);"
        "print(server.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        env=surroundings_of_project,
        stdout=subprocess.PIPE,
        text=True,
    ) as starter:
        assert starter.stdout is not None
        server = int(starter.stdout.readline())
        assert json.loads(starter.stdout.readline())["stage"] == "ready"
        starter.send_signal(signal.SIGKILL)

    until = time.monotonic() + PATIENCE
    while runs(server) and time.monotonic() < until:
        time.sleep(0.1)
    assert not runs(server)


def test_the_server_does_not_begin_without_the_process_that_wanted_it(
    model: Path, surroundings_of_project: dict[str, str]
) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()

    run = subprocess.run(
        [
            *(sys.executable, "-m", "bot.nlu.rasa.serve", "--model", str(model)),
            *("--port", "0", "--parent", str(gone.pid)),
        ],
        env=surroundings_of_project,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )

    assert run.returncode == -signal.SIGTERM


def runs(process: int) -> bool:
    """Whether it still does anything: a zombie that nobody has buried does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
