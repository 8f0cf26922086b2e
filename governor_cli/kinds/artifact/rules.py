"""How every artifact is written: readable text, sound front matter, known keys.

The reader and the validator find these faults themselves; here stands what each one means.
"""

from governor_cli.contracts.rule import found_in_reading


@found_in_reading("DOC001", "an artifact is UTF-8 text")
def utf8() -> None:
    """Every forge, editor and tool reads UTF-8.

    A file in another encoding shows as broken characters to whoever opens it next. Convert
    it with your editor, or with ``iconv -t UTF-8``.
    """


@found_in_reading("DOC002", "an artifact holds no NUL byte")
def no_nul() -> None:
    """A NUL byte makes Git treat the file as binary.

    No diff, no review, no merge. It usually comes from a broken copy or a crashed editor.
    """


@found_in_reading("DOC003", "a front matter block is closed")
def closed_block() -> None:
    """Front matter starts with a line ``---`` and ends with one.

    Without the second line the whole file would be read as settings, or none of it.
    """


@found_in_reading("DOC004", "front matter is a mapping of keys to values")
def mapping() -> None:
    """Records are read by key; a list or a bare value at the top has none."""


@found_in_reading("DOC005", "front matter is valid YAML")
def valid_yaml() -> None:
    """A document that does not parse has no facts at all.

    The usual causes: a value that starts with ``@``, ``*`` or ``&`` and is not quoted, a colon
    followed by a space inside a value, a list item that is not indented like its neighbours.
    Put such a value in double quotes.
    """


@found_in_reading("DOC006", "a key stands once")
def one_key() -> None:
    """YAML readers take the last of two equal keys, people read the first.

    Two branches that each add the same key merge without a conflict; this is where it shows.
    """


@found_in_reading("DOC007", "no conflict marker is left")
def no_conflict() -> None:
    """A file with ``<<<<<<<`` in it was committed in the middle of a merge.

    Choose one side, or join both, and remove the markers.
    """


@found_in_reading("DOC008", "front matter is nested at most 64 levels deep")
def not_too_deep() -> None:
    """No record needs more than a handful of levels.

    The bound keeps a hostile file from stopping everybody's commits.
    """


@found_in_reading("DOC009", "aliases expand to a bounded size")
def bounded_aliases() -> None:
    """A few lines of nested aliases can expand to billions of values.

    Write the values out; a record that people review has no need of anchors.
    """


@found_in_reading("DOC010", "an artifact is of a readable size")
def readable_size() -> None:
    """Nobody reviews a report of many megabytes.

    Put logs and exports beside the report and link to them.
    """


@found_in_reading("DOC011", "front matter has no YAML tags")
def no_tags() -> None:
    """Tags such as ``!!python/object`` ask a reader to build objects.

    gov reads every value as text and lets its model decide; a tag has nothing to add.
    """


@found_in_reading("DOC012", "an artifact has front matter")
def front_matter() -> None:
    """A file in a folder of artifacts is read by its front matter.

    Without it the file counts nowhere: no list, no clock, no check. A ``README.md`` is never
    an artifact; move other prose elsewhere.
    """


@found_in_reading("DOC013", "front matter is indented with spaces")
def no_tabs() -> None:
    """YAML forbids tabs in indentation, and its own message about them is hard to read."""


@found_in_reading("DOC014", "keys are text")
def text_keys() -> None:
    """A list or mapping as a key cannot be looked up by name."""


@found_in_reading("DOC015", "a rendered block is closed, and stands once")
def closed_markers() -> None:
    """Between ``<!-- gov:NAME -->`` and ``<!-- /gov:NAME -->`` gov writes.

    A marker without its partner leaves open where the rendered text ends, so gov would not
    dare to refresh it.
    """


@found_in_reading("KEY001", "every key is known", severity="warning")
def known_key() -> None:
    """A misspelt key is silently without effect.

    gov keeps unknown keys when it edits a file, and tells you about them.
    """


@found_in_reading("KEY002", "required keys are there")
def required_key() -> None:
    """Other artifacts and commands rely on these keys."""


@found_in_reading("KEY003", "a value has the shape its key asks for")
def right_shape() -> None:
    """A list where one value belongs, or a value where a list belongs, is two different facts."""


@found_in_reading("KEY004", "a value can be read as what its key means")
def readable_value() -> None:
    """Each key reads its own text strictly: ``yes`` is no flag, ``5`` is no date.

    Guessing is how ``NO`` became false and ``22:00`` became 1320 in other tools.
    """


@found_in_reading("KEY005", "a value of a closed list is one of that list")
def allowed_value() -> None:
    """A state that no tool knows is a state that nobody acts on."""


@found_in_reading("KEY006", "a value is not cut off by a comment", severity="warning")
def whole_value() -> None:
    """``note: see #4711`` is valid YAML, and its value is ``see``.

    A ``#`` after a space begins a comment, so a channel, a ticket or a pull request that is written
    without quotes is lost to every reader, silently. ``to: #operations`` has no value at all.
    """


RULES = (
    utf8,
    no_nul,
    closed_block,
    mapping,
    valid_yaml,
    one_key,
    no_conflict,
    not_too_deep,
    bounded_aliases,
    readable_size,
    no_tags,
    front_matter,
    no_tabs,
    text_keys,
    closed_markers,
    known_key,
    required_key,
    right_shape,
    readable_value,
    allowed_value,
    whole_value,
)
