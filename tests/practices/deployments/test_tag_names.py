"""What names of tags say of a deployment."""

import pytest

from governor_cli.core.errors import UsageError
from governor_cli.core.instants import parse_instant
from governor_cli.practices.deployments.tag_names import is_pre_release, own, pattern, tag_name

AT = parse_instant("2026-11-02T10:00:00Z")


def test_a_name_says_where_and_when_and_which_of_several():
    assert tag_name("production", AT) == "deploy/production/20261102T100000Z"
    assert tag_name("eu/production", AT, 3) == "deploy/eu/production/20261102T100000Z-3"


@pytest.mark.parametrize("number", [1, 2, 17])
def test_what_gov_names_it_reads(number):
    told = own(tag_name("eu/production", AT, number))
    assert told is not None
    assert (told.environment, told.at) == ("eu/production", AT)


@pytest.mark.parametrize("last", ["v1.2", "20261302T100000Z", "20261102T100000", "20261102T100000Zoo"])
def test_a_name_below_deploy_that_gov_did_not_make_says_where_but_not_when(last):
    told = own(f"deploy/production/{last}")
    assert told is not None
    assert (told.environment, told.at) == ("production", None)


@pytest.mark.parametrize("name", ["v1.2", "deploy/1", "deployed/production/20261102T100000Z"])
def test_other_names_are_not_gov_s(name):
    assert own(name) is None


@pytest.mark.parametrize(
    ("shape", "name", "environment", "service"),
    [
        ("v*", "v1.2.3", "production", ""),
        ("release-?.?", "release-1.2", "production", ""),
        ("{service}@*", "api@1.2", "production", "api"),
        ("refs/tags/{service}/v*", "api/v1.2", "production", "api"),
        ("{environment}-*", "staging-1.2-rc1", "staging", ""),
        ("{environment}/{service}/*", "staging/api/7", "staging", "api"),
        ("v[1].(x)", "v[1].(x)", "production", ""),
    ],
)
def test_a_pattern_reads_what_stands_at_its_places(shape, name, environment, service):
    told = pattern(shape).read(name, "production")
    assert told is not None
    assert (told.environment, told.service, told.at, told.is_pre_release) == (
        environment,
        service,
        None,
        False,
    )


def test_a_pattern_reads_no_other_name():
    assert pattern("v*").read("release-1", "production") is None
    assert pattern("{service}@*").read("a/b@1", "production") is None


@pytest.mark.parametrize(
    "shape", ["", " ", "{version}-*", "{service}{service}", "{", "v}", "{environment", "*a*a*a*a"]
)
def test_a_pattern_that_cannot_be_read_says_so(shape):
    with pytest.raises(UsageError):
        pattern(shape)


@pytest.mark.parametrize(
    "name",
    [
        "v1.2.0-rc.1",
        "v1.2.0-rc1",
        "1.2.0rc1",
        "v2.0b3",
        "v2.0a1",
        "v1.0.0-alpha",
        "v1.0.0-Beta.2+build",
        "1.0-SNAPSHOT",
        "v3.0.0-next.4",
        "1.0.dev5",
        "nightly-2026-11-02",
        "nightly",
        "v5-preview-2",
        "java-21-ea",
    ],
)
def test_pre_releases(name):
    assert is_pre_release(name)


@pytest.mark.parametrize(
    "name",
    ["v1.2.3", "v1", "2026-11-02", "v1.2.3-hotfix1", "1.2.3-1", "v1.2.3+build.5", "release-42", "v1.0-final",
     "v2.0-ga", "1.2.3.4", "v1.2.3-4-gabc1234", "v1.2.3-alphabet", "dev-portal@1.2.3", "rc-tool/v1.0"],
)  # fmt: skip
def test_releases(name):
    assert not is_pre_release(name)


def test_a_long_name_is_judged_at_once():
    assert not is_pre_release(f"rc{'1' * 5_000}x")
    assert not is_pre_release(f"1{'-rcs' * 2_000}")


def test_a_service_called_like_a_pre_release_is_none():
    told = pattern("{service}@*").read("canary@1.2.3", "production")
    assert told is not None
    assert not told.is_pre_release
    told = pattern("{service}@*").read("api@1.2.3-rc.1", "production")
    assert told is not None
    assert told.is_pre_release
