"""Mutants are made of modules that there are, tried by tests that there are, and differ by a line each."""

import ast

import pytest

from tests.mutants import PACKAGE, ROOT, TARGETS, changes, modules, mutants, runs


def test_modules_and_tests_are_where_they_are_looked_for():
    assert all((ROOT / PACKAGE / start).exists() for start in TARGETS)
    for path in modules():
        tests = [name for arguments in runs(path) for name in arguments if name.startswith("tests/")]
        assert tests
        assert all((ROOT / name).is_file() for name in tests)


@pytest.mark.parametrize(
    ("code", "others"),
    [
        ("a < b <= c", ["a <= b <= c", "a < b < c"]),
        ("a in b", ["a not in b"]),
        ("a and b", ["a or b"]),
        ("not a", ["a"]),
        ("a + b", ["a - b"]),
        ("-1", ["2"]),
        ("True", ["False"]),
        ("('a', b, 'c')", ["(b, 'c')", "('a', b)"]),
        ("f'{a + 1}'", []),
        ("__all__ = ['a', 'b']", []),
        ("if a:\n    return", ["None"]),
        ("for a in b:\n    if a:\n        continue\n    c", ["None"]),
        ("def a(b: 'x | y' = 0) -> None: ...", ["1"]),
    ],
)
def test_each_part_that_can_be_written_otherwise_is_one(code, others):
    assert [after for _, after in changes(ast.parse(code))] == others


def test_a_mutant_is_a_whole_module_with_one_part_changed():
    found = list(mutants("content/due.py"))
    source = (ROOT / PACKAGE / "content/due.py").read_bytes()

    assert len(found) > 30
    for mutant in found:
        ast.parse(mutant.source)
        assert mutant.source != source
    (asking,) = [mutant for mutant in found if mutant.before == "90"]
    assert asking.source == source.replace(b"days=90", b"days=(91)")
    assert source.split(b"\n")[asking.line - 1].startswith(b"ASKING")
