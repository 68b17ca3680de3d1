"""A build whose work is done by a Dask cluster: the same bytes, the same words."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from pathlib import Path

import pytest

from naba import cluster
from naba.build import Settings
from naba.errors import ContentError, UsageError
from naba.run import run_build
from naba.site import Clock
from naba.source import Project
from tests.clusters import UNLIKE, LocalCluster, Observed
from tests.conftest import Press
from tests.newspaper import NOW, ROOT, SITE, Newspaper, story
from tests.papers import varied

Clusters = Callable[..., LocalCluster]


@pytest.fixture
def clusters(tmp_path: Path) -> Iterator[Clusters]:
    """Starts clusters; they end with the test."""
    started: list[LocalCluster] = []

    def start(**env: str) -> LocalCluster:
        folder = tmp_path / f"cluster-{len(started)}"
        folder.mkdir()
        started.append(LocalCluster(folder, **env))
        return started[-1]

    yield start
    for each in started:
        each.end()


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    """A scheduler and two workers that differ in what must not matter."""
    made = LocalCluster(tmp_path_factory.mktemp("pair"))
    for env in UNLIKE:
        made.work(env=env)
    yield made
    made.end()


def many(count: int = 260) -> dict[str, str | bytes]:
    """So many stories that they are compiled and rendered in several batches."""
    texts = {
        f"content/2024/m{n:03}/ar.md": story(
            f"خبر {n}", f"2024-08-18 10:{n % 60:02}", f"نص **{n}** in English.\n", tags="[سوريا]"
        )
        for n in range(count)
    }
    return {**texts, "site.yaml": SITE + "share_cards: false\n"}


def build(paper: Newspaper, executor: Executor, out: Path | None = None) -> dict[str, bytes]:
    """Builds by way of an executor; the site."""
    project = Project.at(paper.root, out or paper.out)
    run_build(project, Settings(Clock(NOW), jobs=2), lambda *_: None, executor=executor)
    return paper.tree(out)


@pytest.mark.parametrize(
    ("files", "done"),
    [(many(), {"_compile_batch", "render_batch"}), (varied(), {"render_batch"})],
    ids=["many stories", "pictures and cards"],
)
def test_a_cluster_makes_the_bytes_that_one_process_makes(
    files: dict[str, str | bytes], done: set[str], newspaper: Press, pair: LocalCluster
) -> None:
    papers = newspaper(files), newspaper(files)
    papers[0].build()
    handed: list[str] = []
    with cluster.connected(pair.address) as executor:
        made = build(papers[1], Observed(executor, handed.append))
    assert set(handed) == done
    assert made == papers[0].tree()


def test_the_command_hands_its_work_to_the_cluster_that_it_names(
    newspaper: Press, pair: LocalCluster
) -> None:
    papers = newspaper(many()), newspaper(many())
    papers[0].build()
    ran = papers[1].run("build", "--executor", pair.address)
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert papers[1].tree() == papers[0].tree()


def test_work_is_done_by_workers_that_are_elsewhere(pair: LocalCluster) -> None:
    with cluster.connected(pair.address) as executor:
        assert executor.jobs == 2
        places = {executor.submit(os.getcwd).result() for _ in range(20)}
        zones = {executor.submit(os.getenv, "TZ").result() for _ in range(20)}
    assert places == {str(pair.folder / f"dask_worker-{n}") for n in range(2)}
    assert zones == {env["TZ"] for env in UNLIKE}


def test_a_worker_does_one_piece_at_a_time_whatever_its_threads(clusters: Clusters) -> None:
    local = clusters()
    local.work(threads=4)
    with cluster.connected(local.address) as executor:
        spans = [executor.submit(busy, 0.05) for _ in range(8)]
        times = sorted(span.result() for span in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(times))


def busy(seconds: float) -> tuple[float, float]:
    began = time.monotonic()
    time.sleep(seconds)
    return began, time.monotonic()


BAD_STORY = "---\ntitel: خطأ\n---\nنص ![خريطة](gone.png)\n"
BAD_MACRO = "{% extends 'base.html' %}{% block main %}{{ page.nothing }}{% endblock %}"


@pytest.mark.parametrize(
    "wrong",
    [
        {f"content/2024/m{n:03}/ar.md": BAD_STORY for n in range(0, 260, 50)},
        {"templates/pages/article.html": BAD_MACRO},
    ],
    ids=["stories", "template"],
)
def test_what_is_wrong_in_a_newspaper_is_told_alike(
    wrong: dict[str, str], newspaper: Press, pair: LocalCluster
) -> None:
    paper = newspaper({**many(), **wrong})
    alone = paper.problems()
    with cluster.connected(pair.address) as executor, pytest.raises(ContentError) as told:
        build(paper, executor)
    assert told.value.problems == alone
    assert paper.run("build", "--executor", pair.address).exit_code == 1
    assert not paper.out.exists() or paper.tree() == {}


@pytest.mark.parametrize(
    "address",
    ["dask://", "dask://host", "dask://host:0", "dask://host:65536", "dask://host:x",
     "tcp://host:1", "host:1", "dask://a b:1", "dask://host:1/path", "dask://:8786", "ray://h:1"],
)  # fmt: skip
def test_an_address_that_names_no_cluster_is_told(address: str, newspaper: Press) -> None:
    ran = newspaper(many(1)).run("build", "--executor", address)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr == f"`{address}` names no executor; write it as dask://HOST:PORT\n"


def test_helpers_of_this_machine_are_not_counted_for_a_cluster(newspaper: Press) -> None:
    ran = newspaper().run("build", "--executor", "dask://127.0.0.1:1", "--jobs", "2")
    assert ran.exit_code == 2
    assert "leave one of the two out" in ran.stderr


@pytest.mark.parametrize("listens", [False, True], ids=["nobody", "one who is silent"])
def test_a_scheduler_that_does_not_answer_is_told_within_seconds(
    listens: bool, newspaper: Press
) -> None:
    paper = newspaper(many(1))
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        if listens:
            held.listen()
        address = f"dask://127.0.0.1:{held.getsockname()[1]}"
        began = time.monotonic()
        ran = paper.run("build", "--executor", address)
    assert ran.exit_code == 2
    assert ran.stderr == (
        f"no Dask scheduler answers at {address} within 5 s; "
        "start one there, or build without --executor\n"
    )
    assert time.monotonic() - began < 15
    assert not paper.out.exists()


def test_a_machine_is_told_in_json_that_a_cluster_has_no_workers(
    newspaper: Press, clusters: Clusters
) -> None:
    address = clusters().address
    ran = newspaper(many(1)).run("build", "--json", "--executor", address)
    assert (ran.exit_code, ran.stderr) == (2, "")
    assert f"the scheduler at {address} has no workers; start some" in ran.stdout


WITHOUT = "import sys; sys.modules['dask'] = None; from naba.cli import main; main()"
ASKED = """
import sys
from naba.cli import main
main(sys.argv[1:], standalone_mode=False)
print(*sorted({"dask", "distributed"} & set(sys.modules)))
"""


def python(code: str, *given: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *given]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )


def test_what_installs_the_library_installs_what_is_tested() -> None:
    pins = {
        name: set(re.findall(r"(?m)^[a-z][\w.-]*==\S+", (ROOT / name).read_text("utf-8")))
        for name in ("requirements.lock", "requirements-dask.lock", "requirements-test.lock")
    }
    plain, cluster_, tests = pins.values()
    assert plain < cluster_ < tests
    assert not any(pin.startswith(("dask==", "distributed==")) for pin in plain)


def test_without_the_library_a_cluster_is_refused_with_the_way_to_install_it(
    newspaper: Press,
) -> None:
    site = ("--site", str(newspaper(many(1)).root), "--now", NOW.isoformat())
    ran = python(WITHOUT, "build", "--executor", "dask://127.0.0.1:8786", *site)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "needs the library `distributed`, which is not installed; install it: " in ran.stderr
    assert "-r requirements-dask.lock" in ran.stderr
    assert python(WITHOUT, "build", *site).returncode == 0


def test_the_library_is_loaded_only_when_a_cluster_is_asked_for(newspaper: Press) -> None:
    site = ("--site", str(newspaper(many(1)).root), "--now", NOW.isoformat())
    assert python(ASKED, "build", "--quiet", *site).stdout == "\n"


def other_naba(folder: Path) -> Path:
    """A folder with a Naba of which one line is another."""
    shutil.copytree(ROOT / "naba", folder / "naba")
    with (folder / "naba/text.py").open("a", encoding="utf-8") as module:
        module.write("# one line more\n")
    return folder


def test_a_worker_with_other_sources_is_refused_before_it_gets_work(
    newspaper: Press, clusters: Clusters, tmp_path: Path
) -> None:
    local = clusters()
    local.work()
    local.work(other_naba(tmp_path / "other"))
    paper = newspaper(many(1))
    ran = paper.run("build", "--executor", local.address)
    assert ran.exit_code == 2
    assert "the same from other sources or libraries" in ran.stderr
    assert "give the worker this checkout" in ran.stderr
    assert sum(address in ran.stderr for address in local.seen()) == 1
    assert not paper.out.exists()


def test_a_worker_without_naba_is_refused(newspaper: Press, clusters: Clusters) -> None:
    local = clusters()
    local.work(None)
    ran = newspaper(many(1)).run("build", "--executor", local.address)
    assert ran.exit_code == 2
    assert "has none that fits (ModuleNotFoundError(" in ran.stderr


def test_a_worker_with_other_sources_that_joins_during_the_build_ends_it(
    newspaper: Press, clusters: Clusters, tmp_path: Path
) -> None:
    local = clusters()
    local.work()
    other = other_naba(tmp_path / "other")
    with cluster.connected(local.address) as executor:
        local.work(other)
        local.workers[0].kill()
        with pytest.raises(UsageError, match="the same from other sources or libraries"):
            executor.submit(os.getcwd).result()


def losing(
    paper: Newspaper, local: LocalCluster, *processes: subprocess.Popen[bytes]
) -> dict[str, bytes]:
    """Builds while some processes are killed, when a fourth piece of work is handed over."""
    left = 3

    def note(_: str) -> None:
        nonlocal left
        left -= 1
        for process in processes if left == 0 else ():
            process.send_signal(signal.SIGKILL)

    with cluster.connected(local.address) as executor:
        return build(paper, Observed(executor, note))


def test_a_worker_that_is_lost_leaves_its_work_to_the_other(
    newspaper: Press, clusters: Clusters
) -> None:
    local = clusters()
    local.work()
    local.work()
    papers = newspaper(many()), newspaper(many())
    papers[0].build()
    assert losing(papers[1], local, local.workers[0]) == papers[0].tree()
    assert len(local.seen()) == 1


@pytest.mark.parametrize("lost", ["workers", "scheduler"])
def test_a_cluster_that_is_lost_ends_the_build_with_a_word_and_an_untouched_site(
    lost: str, newspaper: Press, clusters: Clusters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 2.0)
    local = clusters()
    local.work()
    paper = newspaper(many())
    paper.build()
    old = paper.tree()
    paper.replace("site.yaml", "tagline: أخبار", "tagline: شؤون")
    gone = local.workers if lost == "workers" else [local.scheduler]
    with pytest.raises(UsageError, match=r"the cluster dask://.*; look into its logs, and build"):
        losing(paper, local, *gone)
    assert paper.tree() == old
    paper.build()
    assert "شؤون" in paper.page("/ar/")


def test_work_that_ends_its_workers_is_given_up(clusters: Clusters) -> None:
    local = clusters(DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0")
    local.work(nanny=True)
    with (
        cluster.connected(local.address) as executor,
        pytest.raises(UsageError, match="lost several workers at one piece of work"),
    ):
        executor.submit(os._exit, 1).result()
