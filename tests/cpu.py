"""How much CPU time each test takes, with the processes it starts: the slowest are told last."""

import os
import time
from collections.abc import Iterator

import pytest

_NAME = "cpu"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    item.stash[_STARTED] = _seconds()
    return (yield)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    item.user_properties.append((_NAME, _seconds() - item.stash[_STARTED]))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    shown = int(config.getoption("--slowest"))
    took: dict[str, float] = {
        report.nodeid: float(str(seconds))
        for reports in terminalreporter.stats.values()
        for report in reports
        if isinstance(report, pytest.TestReport)
        for name, seconds in report.user_properties
        if name == _NAME
    }
    if not took:
        return
    terminalreporter.section(f"{shown} slowest by CPU time, of {sum(took.values()) / 60:.1f} minutes in all")
    for name, seconds in sorted(took.items(), key=lambda row: row[1], reverse=True)[:shown]:
        terminalreporter.write_line(f"{seconds:7.2f} s  {name}")


_STARTED: pytest.StashKey[float] = pytest.StashKey()


def _seconds() -> float:
    """Of this process and of those that it has started and that have ended."""
    children = os.times()
    return time.process_time() + children.children_user + children.children_system
