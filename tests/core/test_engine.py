"""The compiled core is the one that pydantic has, whoever imports first."""

import subprocess
import sys

import pytest

ALONE = """
import sys
from governor_cli.core import engine
assert "pydantic_core" not in sys.modules
"""
TOGETHER = """
import pydantic
from governor_cli.core import engine
assert pydantic.ValidationError is engine.ValidationError
class Point(pydantic.BaseModel):
    x: int
try:
    Point(x="a")
except engine.ValidationError as error:
    print(error.errors()[0]["type"])
"""
HIDDEN_AT_FIRST = """
from importlib.machinery import PathFinder
find, hidden = PathFinder.find_spec, ["pydantic_core._pydantic_core"]
def finding(_, name, *rest):
    return hidden.pop() and None if name in hidden else find(name, *rest)
PathFinder.find_spec = classmethod(finding)
from governor_cli.core import engine
import sys
assert not hidden
assert sys.modules["pydantic_core"].SchemaValidator is engine.SchemaValidator
"""


def run(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_nothing_around_it_is_imported() -> None:
    run(ALONE)


@pytest.mark.parametrize("program", [ALONE + TOGETHER, TOGETHER])
def test_pydantic_finds_the_same_core_before_and_afterwards(program: str) -> None:
    assert run(program) == "int_parsing\n"


def test_a_package_that_is_there_is_taken() -> None:
    run(
        "import pydantic_core\nfrom governor_cli.core import engine\n"
        "assert engine.SchemaValidator is pydantic_core.SchemaValidator"
    )


def test_where_it_cannot_be_found_alone_the_whole_package_is_taken() -> None:
    run(HIDDEN_AT_FIRST)
