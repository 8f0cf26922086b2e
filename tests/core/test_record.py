"""A record is a plain value: made by validation or in code, compared, sent to processes, never changed."""

import pickle
import subprocess
import sys
from typing import Annotated, Any

import pytest
from parts import part

from governor_cli.core.fields import Count, Text, choice
from governor_cli.core.record import Part, Record, field, given, keys_of, replaced, values_of
from governor_cli.core.schema import schema_of
from governor_cli.workflows import catalogue


class Inner(Part):
    size: Count = 3


class Sample(Record):
    title: Text
    from_: Text | None = None
    words: list[Text] = field(default_factory=list[str])
    inner: Inner = field(default_factory=Inner)
    mood: Annotated[str, choice("good", "bad")] = "good"


READ = part(Sample, {"kind": "sample", "schema": "1", "title": "it"})
MADE = Sample(kind="sample", schema_=1, title="it")


def test_what_is_made_in_code_equals_what_is_read():
    assert MADE == READ
    assert replaced(READ, title="it") == READ
    assert replaced(READ, title="that") != READ
    assert Inner() != READ


def test_only_what_was_written_is_given():
    assert given(READ) == given(MADE) == {"kind", "schema_", "title"}
    assert given(replaced(READ, mood="bad")) == {"kind", "schema_", "title", "mood"}


def test_keys_stand_in_the_order_of_the_classes_and_without_the_underscore():
    assert [key.written for key in keys_of(Sample).values()] == [
        "kind",
        "schema",
        "title",
        "from",
        "words",
        "inner",
        "mood",
    ]


def test_no_two_records_share_a_default():
    assert READ.words is not MADE.words
    assert list(values_of(READ)) == list(keys_of(Sample))


def test_a_record_is_never_changed():
    with pytest.raises(AttributeError, match=r"Sample\.title"):
        READ.title = "else"  # type: ignore[misc]
    with pytest.raises(AttributeError, match=r"Sample\.title"):
        del READ.title


def test_what_no_key_is_named_like_is_refused_in_code():
    with pytest.raises(TypeError, match="Sample has no color"):
        Sample(kind="sample", schema_=1, title="it", color="red")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="Sample needs title"):
        Sample(kind="sample", schema_=1)  # type: ignore[call-arg]


def test_a_record_survives_the_way_to_another_process():
    again = pickle.loads(pickle.dumps(READ))
    assert again == READ
    assert given(again) == given(READ)


def test_an_annotation_that_no_front_matter_can_hold_is_a_bug_of_ours():
    class Odd(Part):
        it: int | list[str]

    with pytest.raises(TypeError, match="no record can hold"):
        schema_of(Odd)


@pytest.mark.parametrize("name", catalogue.KINDS)
def test_every_kind_has_a_schema(name: str) -> None:
    schema: Any = schema_of(catalogue.kind(name).model)
    assert schema["definitions"]


def test_reading_the_models_of_all_kinds_imports_nothing_of_pydantic():
    script = "import sys\n" + "".join(f"import governor_cli.kinds.{name}.kind\n" for name in catalogue.KINDS)
    script += "print([name for name in sys.modules if name.startswith('pydantic')])"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"


@pytest.mark.parametrize("name", catalogue.KINDS)
def test_the_record_of_a_kind_is_found_without_its_rules(name: str) -> None:
    assert catalogue.model(name) is catalogue.kind(name).model
    script = f"import sys\nfrom governor_cli.workflows import catalogue\ncatalogue.model({name!r})\n"
    script += "print([name for name in sys.modules if 'rule' in name])"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"
