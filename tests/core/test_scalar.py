"""A form reads text, lets its own values pass, and refuses the rest with message and hint."""

import pytest
from pydantic_core import PydanticCustomError

from governor_cli.core.scalar import Form, choice, listed, not_one_of, shape_of, wrong


def hurried(text):
    error = ValueError("is too slow")
    error.hint = "Hurry."
    raise error


def refusal(form, value):
    with pytest.raises(PydanticCustomError) as caught:
        form(value)
    return caught.value.type, caught.value.context["message"], caught.value.context["hint"]


def test_a_form_reads_text_and_lets_its_own_type_pass():
    form = Form(int, "Write a number.", {}, passes=int)
    assert form("3") == 3
    assert form(3) == 3
    assert refusal(form, True) == ("gov_shape", "should be text, not another type", "Write a number.")
    assert refusal(form, []) == ("gov_shape", "should be text, not a list", "Write a number.")


def test_a_hint_on_the_error_is_better_than_the_forms_own():
    assert refusal(Form(hurried, "Write.", {}), "x") == ("gov_value", "is too slow", "Hurry.")
    assert refusal(Form(lambda text: int(text[:0]), "Write.", {}), "x")[2] == "Write."


def test_a_choice_takes_its_words_alone():
    form = choice("open", "closed")
    assert form("open") == "open"
    assert refusal(form, "OPEN") == ("gov_choice", "is not one of open, closed", "Did you mean `open`?")
    assert refusal(form, None)[0] == "gov_shape"
    assert form.schema == {"enum": ["open", "closed"]}


def test_braces_in_a_message_are_text():
    assert wrong("is not {hint}", "Say {message}.").message() == "is not Say {message}."
    assert wrong("is not {hint}", "Say so.").context == {"message": "is not {hint}", "hint": "Say so."}


def test_words_are_listed_as_people_would():
    assert [listed(words) for words in (("a",), ("a", "b"), ("a", "b", "c"))] == [
        "a",
        "a or b",
        "one of a, b, c",
    ]
    assert not_one_of("zzz", ("a", "b")).context["hint"] == "Write a or b."


@pytest.mark.parametrize(
    ("value", "shape"),
    [({}, "a mapping"), ([], "a list"), (None, "empty"), ("", "text"), (1, "another type")],
)
def test_shapes_have_names(value, shape):
    assert shape_of(value) == shape
