"""The table of what a growing book costs."""

import sys

import pytest

from bench.scale import megabytes, per_doubling, run, table


def test_growth_in_step_is_two_per_doubling():
    assert per_doubling((500, 1000, 4000), (3.0, 5.0, 24.0)) == pytest.approx(2)


def test_the_square_is_four_per_doubling():
    assert per_doubling((10, 40), (1.0, 16.0)) == pytest.approx(4)


def test_one_size_has_no_growth():
    assert per_doubling((500,), (3.0,)) is None


def test_a_measure_that_was_not_taken_at_a_size_has_no_growth():
    told = table((10, 20), [{"site, seconds": 4.0}, {"site, seconds": 0.0}])
    assert "| site, seconds | 4.0 | 0.00 |  |" in told


def test_the_seconds_are_those_of_the_children_too():
    work = f"import subprocess; subprocess.run([{sys.executable!r}, '-c', 'sum(range(20_000_000))'])"
    assert run("-c", work)["seconds"] > run("-c", "pass")["seconds"] + 0.1


def test_the_memory_is_that_of_the_largest_process():
    assert run("-c", "bytearray(200_000_000)[::4096]")["MB"] > 180


def test_files_below_a_folder_are_counted(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "page.html").write_bytes(b"x" * 3000)
    assert list(megabytes(tmp_path, "*.html")) == [0.003]


def test_waiting_is_told_beside_the_processor():
    cost = run("-c", "import time; time.sleep(0.5)")
    assert cost["waited"] > 0.5 > cost["seconds"]
