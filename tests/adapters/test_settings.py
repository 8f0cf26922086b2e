import pytest

from governor_cli.adapters.settings import DeploymentSettings, ForgeSettings, Settings, read_settings
from governor_cli.core.errors import GovError


def test_an_empty_file_means_the_defaults():
    assert read_settings(b"") == Settings("docs/operations/support-playbook.md", "file")


def test_everything_that_can_be_set_is_read():
    data = b'\xef\xbb\xbfplaybook = "ops/book.md"\r\n[record]\r\nshare = "push"\r\n'
    assert read_settings(data) == Settings("ops/book.md", "push")


def test_where_changes_are_proposed_is_read():
    data = b"""[forge]
kind = "github"
url = "https://git.example.com/api/v3/"
token-variable = "OPS_TOKEN"
branch = "trunk"
labels = ["documentation", "good first look", "documentation"]
reviewers = ["@ada", "acme/operators"]
"""
    forge = ForgeSettings(
        "github",
        "https://git.example.com/api/v3",
        "OPS_TOKEN",
        "trunk",
        ("documentation", "good first look"),
        ("ada", "acme/operators"),
    )
    assert read_settings(data).forge == forge


def test_where_deployments_stand_is_read():
    data = b'[deployments]\ntags = ["v*", "{service}@*"]\nenvironment = "live"\nfile = "ops/d.json"\n'
    assert read_settings(data).deployments == DeploymentSettings(("v*", "{service}@*"), "live", "ops/d.json")
    assert read_settings(b"").deployments == DeploymentSettings()


def test_variables_that_a_team_calls_otherwise_are_read():
    data = b'[variables]\nslack = "OPS_WEBHOOK"\nmail = "OPS_SMTP"\n'
    assert dict(read_settings(data).variables) == {"slack": "OPS_WEBHOOK", "mail": "OPS_SMTP"}
    assert hash(read_settings(data)) != hash(read_settings(b""))


def test_a_token_written_into_the_file_is_not_repeated():
    with pytest.raises(GovError) as caught:
        read_settings(b'[forge]\ntoken-variable = "ghp_secret"\n')
    assert caught.value.message == "gov.toml:2: `token-variable` cannot be that"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ('[forge]\nkind = "svn"\n', "gov.toml:2: `kind` cannot be 'svn'", "github"),
        ('[forge]\nkind = ["github"]\n', "gov.toml:2: `kind` cannot be ['github']", "github"),
        ('[forge]\nurl = "git.example.com"\n', "gov.toml:2: `url` cannot be 'git.example.com'", "https://"),
        ('[forge]\ntoken-variable = "HOME"\n', "gov.toml:2: `token-variable` cannot be that", "TOKEN"),
        ('[forge]\nbranch = "-x"\n', "gov.toml:2: `branch` cannot be '-x'", "main"),
        ('[forge]\nlabels = "docs"\n', "gov.toml:2: `labels` cannot be 'docs'", "Write a list"),
        ('[forge]\nlabels = ["a\\nb"]\n', "gov.toml:2: `labels` cannot be ['a", "without a comma"),
        ('[forge]\nlabels = ["a,b", " c"]\n', "gov.toml:2: `labels` cannot be ", ""),
        ('[forge]\nreviewers = ["-o"]\n', "gov.toml:2: `reviewers` cannot be ['-o']", "names at the forge"),
        ("[forge]\nreviewers = [7]\n", "gov.toml:2: `reviewers` cannot be [7]", "names at the forge"),
        ('[variables]\nslack = "https://hooks.x/s3cret"\n', "gov.toml:2: `slack` cannot be that", "WEBHOOK"),
        ('[variables]\nmail = "HOME"\n', "gov.toml:2: `mail` cannot be that", "SMTP"),
        (
            '[variables]\nmail = "ops-smtp"\n',
            "gov.toml:2: `mail` cannot be that",
            "capital letters, digits and _",
        ),
        ('[forge]\ntoken-variable = "my_token"\n', "gov.toml:2: `token-variable`", "capital letters"),
        ("[variables]\nteams = 7\n", "gov.toml:2: `teams` cannot be that", "name of an environment"),
        ('[variables]\nslak = "A_KEY"\n', "gov.toml:2: unknown setting `variables.slak`", "slack"),
        ("forge = 1\n", "gov.toml:1: `forge` is a table", ""),
        ('[deployments]\ntags = "v*"\n', "gov.toml:2: `tags` is a list of patterns", ""),
        ("[deployments]\ntags = [1]\n", "gov.toml:2: `tags` is a list of patterns", ""),
        ("[deployments]\nenvironment = 7\n", "gov.toml:2: `environment` cannot be 7", "production"),
        ('[deployments]\nfile = "../d.json"\n', "gov.toml:2: `file` is not a path inside", "relative"),
        ('playbok = "x.md"\n', "gov.toml:1: unknown setting `playbok`", "playbook"),
        ('\n[record]\nshar = "push"\n', "gov.toml:3: unknown setting `record.shar`", "share"),
        ('[recrod]\nshare = "push"\n', "gov.toml:1: unknown setting `recrod`", "record"),
        ('[record]\nshare = "pull"\n', "gov.toml:2: `share` cannot be 'pull'", "push"),
        ("[record]\nshare = 3\n", "gov.toml:2: `share` cannot be 3", "file"),
        ('record = "push"\n', "gov.toml:1: `record` is a table", ""),
        ("# a comment\nplaybook = 7\n", "gov.toml:2: `playbook` is not the path of a file", ""),
        ('playbook = " "\n', "gov.toml:1: `playbook` is not the path of a file", ""),
        ('playbook = "/etc/passwd"\n', "gov.toml:1: `playbook` is not a path inside", "relative"),
        ('playbook = "../x.md"\n', "gov.toml:1: `playbook` is not a path inside", "relative"),
        ('playbook = "a//b.md"\n', "gov.toml:1: `playbook` is not a path inside", ""),
        ('playbook = ".git/x.md"\n', "gov.toml:1: `playbook` is not a path inside", ""),
        ("playbook = 'a\\b.md'\n", "gov.toml:1: `playbook` is not a path inside", ""),
        ('playbook = "a\\u0000.md"\n', "gov.toml:1: `playbook` is not a path inside", ""),
        ('a = 1\nplaybook = "x"\nplaybook = "y"\n', "gov.toml: not TOML: ", ""),
        ("x = [", "gov.toml: not TOML: ", ""),
        ("x = " + "[" * 1500, "gov.toml: not TOML: nested too deeply", ""),
        ("x = " + "9" * 1500, "gov.toml:1: unknown setting `x`", ""),
        (
            "\n" + "a." * 30_000 + "b = 1\n",
            "gov.toml:2: the line is longer than 2000 bytes",
            "one entry a line",
        ),
        ('playbook = "POLICY"\n', "gov.toml:1: `playbook` is no Markdown file: 'POLICY'", "ends in .md"),
        ('playbook = "ops/policy.MD"\n', "gov.toml:1: `playbook` is no Markdown file", "ends in .md"),
        ("x = 2026-99-99", "gov.toml: not TOML: ", ""),
    ],
)
def test_a_mistake_is_named_with_its_line_and_what_would_be_right(text, message, hint):
    with pytest.raises(GovError) as caught:
        read_settings(text.encode())
    assert caught.value.message.startswith(message)
    assert hint in caught.value.hint


@pytest.mark.parametrize("data", [b"\xff\xfe", b"#" * 70_000, b"\0"])
def test_no_bytes_are_more_than_an_error(data):
    with pytest.raises(GovError, match=r"^ops/gov\.toml: "):
        read_settings(data, "ops/gov.toml")


def test_excluded_folders_end_in_a_slash_and_stay_inside():
    assert read_settings(b'exclude = ["tests", "docs/examples/"]\n').exclude == ("tests/", "docs/examples/")
    for wrong in (
        b'exclude = "tests"\n',
        b"exclude = [1]\n",
        b'exclude = ["../up"]\n',
        b'exclude = ["/etc"]\n',
    ):
        with pytest.raises(GovError, match=r"gov\.toml:1: `exclude`"):
            read_settings(wrong)


def test_the_server_of_captures_is_an_address_without_user():
    assert read_settings(b'[metrics]\nprometheus = "https://prom.example.com/p/"\n').prometheus == (
        "https://prom.example.com/p"
    )
    for wrong in (b'"prom.example.com"', b'"https://ada:hunter2@prom.example.com"', b"9090"):
        with pytest.raises(GovError) as caught:
            read_settings(b"[metrics]\nprometheus = " + wrong + b"\n")
        assert caught.value.message == "gov.toml:2: `prometheus` is not an address without user"
