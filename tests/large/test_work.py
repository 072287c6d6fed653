"""The work in parts: the same result by one process, by several and by a cluster, also when one is killed midway."""

import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

from facilitate.consolidation import repeats
from facilitate.errors import FacilitateError
from facilitate.large import gather as gathering
from facilitate.large.gather import gather
from facilitate.large.work import Work
from facilitate.large.workers import workers
from tests.conftest import ROOT, heed_ctrl_c
from tests.made_texts import made_rows

COUNT = 3_000


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    monkeypatch.setattr(gathering, "ROWS", 300)
    monkeypatch.setattr(repeats, "BATCH", 200)
    monkeypatch.setattr(repeats, "PAIRS", 2_000)


@pytest.fixture(scope="module")
def texts():
    return made_rows(COUNT).texts


def same(one, other):
    columns = ("statement_of", "wording_of", "times", "joined", "leading", "sizes")
    return one.wordings == other.wordings and all(
        getattr(one, column).tobytes() == getattr(other, column).tobytes() for column in columns
    )


def test_what_was_made_is_not_made_again(tmp_path, texts):
    with workers(cores=1) as crew:
        first = Work(tmp_path, crew)
        whole = gather(texts, first)
        assert first.reused == 0 and same(whole, gather(texts))
        second = Work(tmp_path, crew)
        assert same(gather(texts, second), whole) and second.reused == len(second.used)
        late = Work(tmp_path, crew)
        gather([*texts, "A late answer"], late)
        assert late.reused >= COUNT // 300  # what was read is read no more


def test_an_interrupted_run_goes_on_where_it_was(tmp_path, texts):
    done = []

    def interrupt(step):
        done.append(step)
        if len(done) == 15:
            raise KeyboardInterrupt

    with workers(cores=1) as crew:
        with pytest.raises(KeyboardInterrupt):
            gather(texts, Work(tmp_path, crew, interrupt))
        again = Work(tmp_path, crew)
        assert same(gather(texts, again), gather(texts)) and again.reused >= 15


def test_a_damaged_part_is_made_again(tmp_path, texts):
    with workers(cores=1) as crew:
        gather(texts, Work(tmp_path, crew))
        sorted(tmp_path.glob("*.npz"))[0].write_bytes(b"cut off")
        again = Work(tmp_path, crew)
        assert same(gather(texts, again), gather(texts))


def test_nothing_superfluous_stays(tmp_path, texts):
    with workers(cores=1) as crew:
        gather(texts[:1000], Work(tmp_path, crew))
        work = Work(tmp_path, crew)
        gather(texts, work)
        work.tidy()
    assert {path.name for path in tmp_path.iterdir()} == work.used


def _fails(part):
    raise ZeroDivisionError("no such luck")


def test_a_step_that_fails_is_an_error_and_is_not_tried_for_ever(tmp_path):
    with workers(cores=1) as crew, pytest.raises(FacilitateError, match="no such luck"):
        list(Work(tmp_path, crew)(_fails, [(np.arange(3),)]))


@pytest.mark.slow
def test_two_processes_give_the_same_also_when_one_is_killed(tmp_path, texts):
    done = []

    def kill_one(step):
        done.append(step)
        if len(done) == 4:
            os.kill(next(iter(crew.executor._processes)), signal.SIGKILL)

    with workers(cores=2) as crew:
        assert same(gather(texts, Work(tmp_path, crew, kill_one)), gather(texts))
    assert len(done) > 30


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_of_two_workers_gives_the_same_also_when_one_is_killed(tmp_path, texts):
    from distributed import LocalCluster

    done = []
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        victim = cluster.workers[0].pid

        def kill_one(step):
            done.append(step)
            if len(done) == 4:
                os.kill(victim, signal.SIGKILL)

        with workers(cluster=cluster.scheduler_address) as crew:
            assert crew.count == 2
            assert same(gather(texts, Work(tmp_path, crew, kill_one)), gather(texts))
        assert cluster.workers[0].pid != victim


def test_a_cluster_that_is_not_there_is_said_in_one_sentence(monkeypatch):
    monkeypatch.setattr("facilitate.large.workers.ANSWER_WITHIN", "1s")
    with pytest.raises(FacilitateError, match="No Dask scheduler answers at"), workers(cluster="tcp://127.0.0.1:9"):
        pass


@pytest.mark.slow
def test_ctrl_c_on_the_command_and_the_same_command_again(tmp_path, texts):
    (tmp_path / "a.csv").write_text("answer\n" + "\n".join(f'"{text}"' for text in made_rows(60_000).texts))
    command = [sys.executable, "-m", "facilitate", "gather", "a.csv", "--text", "answer", "--cores", "2"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = subprocess.Popen(
        [*command, "--to", "out"],
        cwd=tmp_path,
        env=environment,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=heed_ctrl_c,
    )
    deadline = time.monotonic() + 120
    while len(list((tmp_path / "out/.cache").glob("*.npz"))) < 4 and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does
    _, said = running.communicate(timeout=60)
    assert running.returncode == 1 and said.decode().strip().endswith("Aborted!")
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".cache"]
    again = subprocess.run([*command, "--to", "out"], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert again.returncode == 0 and "parts of the work from" in again.stdout
    subprocess.run([*command, "--to", "fresh"], cwd=tmp_path, env=environment, check=True, capture_output=True)
    for name in ("summary.xlsx", "statements.csv", "wordings.csv", "contributions.csv"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "fresh" / name).read_bytes()
