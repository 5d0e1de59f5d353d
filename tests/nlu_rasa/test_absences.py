"""What is not installed can be imported all the same."""

import importlib
import subprocess
import sys
from types import ModuleType

import pytest

from bot.nlu.rasa import absences


@pytest.fixture
def tensorflow() -> ModuleType:
    absences.install()
    return importlib.import_module("tensorflow")


def test_any_name_can_be_imported(tensorflow: ModuleType) -> None:
    assert importlib.import_module("tensorflow.keras.layers").Dense is absences.Nothing
    assert tensorflow.nn.softmax is absences.Nothing


def test_it_can_be_a_base_class_a_type_and_a_constant(tensorflow: ModuleType) -> None:
    class Layer(tensorflow.keras.Layer):  # type: ignore[misc, name-defined]
        size: tensorflow.Tensor[int]  # type: ignore[name-defined]

    assert isinstance(Layer("a", size=3), absences.Nothing)


def test_decorators_leave_functions_as_they_are(tensorflow: ModuleType) -> None:
    def double(number: int) -> int:
        return number * 2

    assert tensorflow.function(double)(2) == 4
    assert tensorflow.function(jit=True)(double)(2) == 4


def test_it_claims_no_abilities_that_it_lacks() -> None:
    with pytest.raises(AttributeError):
        absences.Nothing.__len__  # noqa: B018


def test_other_missing_packages_stay_missing() -> None:
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("tensorfloww")


def test_twice_is_once() -> None:
    absences.install()
    before = list(sys.meta_path)

    absences.install()

    assert sys.meta_path == before


def test_one_setting_turns_it_off() -> None:
    program = "from bot.nlu.rasa import absences; absences.install(); import aiogram"

    failed = subprocess.run(
        [sys.executable, "-c", program],
        env={"RASA_STOCK": "1", "PYTHONPATH": ":".join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "No module named 'aiogram'" in failed.stderr
