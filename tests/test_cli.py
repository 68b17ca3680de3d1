"""The command line: every option, what it says, how it ends."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from naba import __version__
from naba.cli import main
from naba.fields import FIELDS
from tests.conftest import Press
from tests.newspaper import NOW, ROOT, Newspaper, story

COUNTS = ("planned", "written", "unchanged", "deleted")
BROKEN = {"content/a/ar.md": story("أ", titel="x"), "content/b/ar.md": story("ب", section="w")}
WARNED = {"content/a/ar.md": story(body="نص\n\n<iframe src='https://x.example'></iframe>\n")}


@pytest.fixture
def paper(newspaper: Press) -> Newspaper:
    return newspaper({"content/a/ar.md": story("خبر", section="world")})


def test_build_is_the_command_that_may_be_left_out(paper: Newspaper) -> None:
    assert paper.run("--jobs", "1").exit_code == 0
    first = paper.tree()
    result = paper.run("build", "--jobs", "1")
    assert result.exit_code == 0
    assert " 0 written" in result.output
    assert paper.tree() == first


@pytest.mark.parametrize("arguments", [(), ("build",)])
def test_build_py_builds_the_newspaper_of_the_folder_that_one_is_in(
    arguments: tuple[str, ...], paper: Newspaper
) -> None:
    command = [sys.executable, str(ROOT / "build.py"), *arguments]
    done = subprocess.run(command, cwd=paper.root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "The site is in public\n" in done.stdout
    assert paper.has("/ar/2024/08/a/")


def test_the_report_says_how_many_pages_and_how_long(paper: Newspaper) -> None:
    lines = paper.run("--jobs", "1").stdout.splitlines()
    pages = len(paper.tree())
    counts = f"{pages} pages: {pages} written, 0 unchanged, 0 deleted"
    assert re.fullmatch(rf"{counts}, in \d+\.\d\d s", lines[0])
    assert lines[1] == f"The site is in {paper.out}"


def test_out_and_base_url_say_where_the_site_goes_and_will_stand(
    paper: Newspaper, tmp_path: Path
) -> None:
    out = tmp_path / "elsewhere"
    result = paper.run("--out", str(out), "--base-url", "https://other.example/below/")
    assert result.exit_code == 0
    assert not paper.out.exists()
    page = (out / "ar/2024/08/a/index.html").read_text("utf-8")
    assert 'href="https://other.example/below/ar/2024/08/a/"' in page


def test_now_and_drafts_decide_what_is_seen(paper: Newspaper) -> None:
    paper.write(
        {
            "content/later/ar.md": story(date="2024-09-10 12:00"),
            "content/draft/ar.md": story(status="draft"),
        }
    )
    paper.run()
    assert not paper.has("/ar/2024/09/later/")
    assert not paper.has("/ar/2024/08/draft/")
    paper.run("--drafts")
    assert paper.has("/ar/2024/08/draft/")
    paper.run("--now", "2024-09-10 11:59")
    assert not paper.has("/ar/2024/09/later/")
    paper.run("--now", "2024-09-10 12:00")  # in the site's zone, as dates of stories are
    assert paper.has("/ar/2024/09/later/")


def test_source_date_epoch_is_the_moment_unless_now_is_given(paper: Newspaper) -> None:
    paper.write({"content/later/ar.md": story(date="2024-09-10T12:00:00Z")})
    epoch = {"SOURCE_DATE_EPOCH": str(int(datetime(2024, 9, 10, 12, tzinfo=UTC).timestamp()))}
    site = ["--site", str(paper.root), "--jobs", "1"]
    assert CliRunner().invoke(main, site, env=epoch).exit_code == 0
    assert paper.has("/ar/2024/09/later/")
    CliRunner().invoke(main, [*site, "--now", NOW.isoformat()], env=epoch)
    assert not paper.has("/ar/2024/09/later/")
    early = {"SOURCE_DATE_EPOCH": str(int(epoch["SOURCE_DATE_EPOCH"]) - 1)}
    CliRunner().invoke(main, site, env=early)
    assert not paper.has("/ar/2024/09/later/")


def test_fresh_forgets_the_store(paper: Newspaper) -> None:
    paper.run()
    store = paper.root / ".naba/store.sqlite3"
    store.write_bytes(b"damage that a fresh build never sees")
    result = paper.run("--fresh")
    assert (result.exit_code, result.stderr) == (0, "")
    assert " 0 written" in result.stdout


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_any_number_of_processes_may_help(jobs: str, paper: Newspaper) -> None:
    assert paper.run("--jobs", jobs).exit_code == 0
    assert paper.has("/ar/")


def test_problems_are_told_all_at_once_and_end_in_1(newspaper: Press) -> None:
    paper = newspaper(BROKEN)
    result = paper.run("--jobs", "1")
    assert (result.exit_code, result.stdout) == (1, "")
    lines = result.stderr.splitlines()
    assert lines == [
        "content/a/ar.md:4:1: unknown field `titel`; did you mean `title`?",
        lines[1],
        "2 problems; nothing was written.",
    ]
    assert lines[1].startswith("content/b/ar.md:4")
    assert "there is no section `w`" in lines[1]
    assert not paper.out.exists()


def test_problems_leave_the_old_site_as_it_is(paper: Newspaper) -> None:
    paper.run()
    before = paper.tree()
    paper.write(BROKEN)
    assert paper.run().exit_code == 1
    assert paper.tree() == before


def test_warnings_are_told_and_fail_only_if_they_shall(newspaper: Press) -> None:
    paper = newspaper(WARNED)
    told = paper.run("--jobs", "1")
    assert told.exit_code == 0
    assert "content/a/ar.md:7:1: warning: " in told.stderr
    assert "nothing was written" not in told.stderr
    before = paper.tree()
    paper.replace("content/a/ar.md", "نص", "نص آخر")
    strict = paper.run("--strict", "--jobs", "1")
    assert strict.exit_code == 1
    assert "content/a/ar.md:7:1: " in strict.stderr
    assert paper.tree() == before


def test_quiet_tells_problems_only(newspaper: Press) -> None:
    good, bad = newspaper({"content/a/ar.md": story()}), newspaper(BROKEN)
    quiet = good.run("--quiet", "--jobs", "1")
    assert (quiet.exit_code, quiet.stdout, quiet.stderr) == (0, "", "")
    assert "2 problems" in bad.run("--quiet", "--jobs", "1").stderr


def test_json_is_for_machines_whatever_happens(newspaper: Press, tmp_path: Path) -> None:
    good, bad, warned = (
        newspaper({"content/a/ar.md": story()}),
        newspaper(BROKEN),
        newspaper(WARNED),
    )
    built = good.run("--json", "--jobs", "1")
    report = json.loads(built.stdout)
    assert (built.exit_code, built.stderr, report["ok"]) == (0, "", True)
    assert report["out"] == str(good.out)
    assert [report[count] for count in COUNTS] == [len(good.tree()), len(good.tree()), 0, 0]
    assert report["problems"] == []

    failed = bad.run("--json", "--jobs", "1")
    report = json.loads(failed.stdout)
    assert (failed.exit_code, failed.stderr, report["ok"]) == (1, "", False)
    assert report["problems"][0] == {
        "file": "content/a/ar.md",
        "line": 4,
        "column": 1,
        "fact": "unknown field `titel`",
        "remedy": "did you mean `title`?",
        "level": "error",
    }

    (problem,) = json.loads(warned.run("--json", "--jobs", "1").stdout)["problems"]
    assert problem["level"] == "warning"

    (tmp_path / "file").touch()
    refused = good.run("--json", "--out", str(tmp_path / "file"))
    assert refused.exit_code == 2
    assert json.loads(refused.stdout)["ok"] is False


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--now", "yesterday"), "`yesterday` is not a date"),
        (("--now", "2024-13-01"), "there is no month 13"),
        (("--jobs", "0"), "--jobs"),
        (("--jobs", "many"), "--jobs"),
        (("--base-url", "news.example"), "is not a web address"),
        (("--base-url", "https://news.example/a?b"), "is not a web address"),
        (("--base-url", "https://news.example/../a"), "is not a web address"),
        (("--colour",), "No such option"),
        (("bake",), "No such command"),
        (("serve", "--port", "70000"), "--port"),
        (("build", "extra"), "unexpected extra argument"),
    ],
)
def test_a_wrong_call_is_told_and_ends_in_2(
    arguments: tuple[str, ...], says: str, paper: Newspaper
) -> None:
    result = paper.run(*arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert not paper.out.exists()


def test_a_folder_that_is_none_and_a_moment_that_is_none_end_in_2(paper: Newspaper) -> None:
    missing = CliRunner().invoke(main, ["--site", str(paper.root / "none")])
    assert missing.exit_code == 2
    assert "there is no folder" in missing.stderr
    wrong = paper_with_epoch(paper, "noon")
    assert (wrong, paper.out.exists()) == (2, False)


def paper_with_epoch(paper: Newspaper, epoch: str) -> int:
    site = ["--site", str(paper.root)]
    return CliRunner().invoke(main, site, env={"SOURCE_DATE_EPOCH": epoch}).exit_code


def test_a_folder_without_site_yaml_is_a_problem_with_a_remedy(paper: Newspaper) -> None:
    paper.delete("site.yaml")
    result = paper.run()
    assert result.exit_code == 1
    assert "site.yaml: there is no site.yaml; " in result.stderr


def test_check_tells_and_writes_nothing(newspaper: Press) -> None:
    good, bad, warned = (
        newspaper({"content/a/ar.md": story()}),
        newspaper(BROKEN),
        newspaper(WARNED),
    )
    assert good.run("check", "--jobs", "1").exit_code == 0
    failed = bad.run("check", "--jobs", "1")
    assert failed.exit_code == 1
    assert "unknown field `titel`" in failed.stderr
    assert warned.run("check", "--jobs", "1").exit_code == 0
    assert warned.run("check", "--strict", "--jobs", "1").exit_code == 1
    assert json.loads(bad.run("check", "--json", "--jobs", "1").stdout)["ok"] is False
    assert not any(paper.out.exists() for paper in (good, bad, warned))


def test_help_and_version_are_there() -> None:
    told = CliRunner().invoke(main, ["--help"])
    assert told.exit_code == 0
    assert all(command in told.stdout for command in ("build", "serve", "schema"))
    for command in ("build", "serve", "schema"):
        assert CliRunner().invoke(main, [command, "--help"]).exit_code == 0
    assert __version__ in CliRunner().invoke(main, ["--version"]).stdout


def test_the_schema_is_the_one_in_the_repository_and_has_every_field() -> None:
    printed = CliRunner().invoke(main, ["schema"])
    assert printed.exit_code == 0
    kept = (ROOT / "schema/story.schema.json").read_text("utf-8")
    assert kept == printed.stdout, "run `make schema`"
    schema = json.loads(kept)
    fields = schema["$defs"]["StoryFields"]
    assert tuple(fields["properties"]) == FIELDS
    assert fields["required"] == ["title"]
    assert fields["additionalProperties"] is False
    assert all("description" in told for told in fields["properties"].values())
