"""A signature says whose a seal is: ours and OpenSSH's are one."""

import shutil
import subprocess
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from tests.editions.sealed_projects import SMALL, toolkit
from tests.editions.shelf import FIRST, SECOND, Shelf
from toolkit_builder.errors import Misuse
from toolkit_builder.publish import signatures, signers
from toolkit_builder.publish.verify import verify

KEY, OTHER = Ed25519PrivateKey.from_private_bytes(b"1" * 32), Ed25519PrivateKey.from_private_bytes(b"2" * 32)


def public(key, words="editor@example.org"):
    line = key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
    return f"{line} {words}\n"


def private(key, how=PrivateFormat.OpenSSH, locked=None):
    lock = BestAvailableEncryption(locked) if locked else NoEncryption()
    return key.private_bytes(Encoding.PEM, how, lock)


@pytest.fixture
def shelf(tmp_path):
    """A shelf with two editions that are signed."""
    made = Shelf(tmp_path)
    made.add(FIRST)
    made.add(SECOND, 2, FIRST)
    for edition in (FIRST, SECOND):
        signatures.sign(made.seals(edition), KEY)
    return made


def keys(tmp_path, text):
    path = tmp_path / "keys"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return signers.trusted_keys(path)


def told(shelf, trusted):
    return [problem.message for each in verify(shelf.places, "", trusted) for problem in each.problems]


def test_what_is_signed_by_a_trusted_key_is_good(shelf, tmp_path):
    assert told(shelf, keys(tmp_path, public(KEY))) == []


def edited(change):
    def edit(shelf):
        path = shelf.seals(SECOND) / signatures.NAME
        path.write_bytes(change(path.read_bytes()))

    return edit


def flipped(data, place):
    lines = data.decode().split("\n")
    body = "".join(lines[1:-2])
    other = "A" if body[place] != "A" else "B"
    return "\n".join([lines[0], body[:place] + other + body[place + 1 :], *lines[-2:]]).encode()


NOTHING, NO_SEAL, FOREIGN = "the seal has no signature", "holds no signature of a seal", "of another seal"
BAD = {
    "taken away": (lambda it: (it.seals(SECOND) / signatures.NAME).unlink(), NOTHING),
    "empty": (edited(lambda _: b""), NO_SEAL),
    "words": (edited(lambda _: b"signed, the editor"), NO_SEAL),
    "no ASCII": (edited(lambda data: data + b"\xff"), NO_SEAL),
    "cut short": (edited(lambda data: data[:100]), NO_SEAL),
    "without an end": (edited(lambda data: data.replace(b"END", b"AND")), NO_SEAL),
    "no base64": (edited(lambda data: data.replace(b"U1NI", b"????")), NO_SEAL),
    "a frame around nothing": (
        edited(lambda data: b"\n".join([data.split(b"\n")[0], b"", *data.split(b"\n")[-2:]])),
        NO_SEAL,
    ),
    "long": (edited(lambda data: data + b"x" * 10_000_000), NO_SEAL),
    "another purpose": (edited(lambda data: flipped(data, 100)), "signature"),
    "a letter of the signature": (edited(lambda data: flipped(data, -20)), "belongs to another seal"),
    "that of the first": (
        lambda it: shutil.copy(it.seals(FIRST) / signatures.NAME, it.seals(SECOND) / signatures.NAME),
        "belongs to another seal",
    ),
    "by another key": (
        lambda it: signatures.sign(it.seals(SECOND), OTHER),
        "signed by a key that is not among the trusted ones",
    ),
    "of a seal that was changed since": (
        lambda it: it.reseal(SECOND, citation="Other"),
        "belongs to another seal",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_seal_without_a_signature_of_its_own_is_named(shelf, tmp_path, case):
    change, words = BAD[case]
    change(shelf)

    (message,) = told(shelf, keys(tmp_path, public(KEY)))

    assert words in message
    assert told(shelf, frozenset()) == []


GOOD_KEYS = {
    "a .pub file": lambda: public(KEY),
    "authorized_keys": lambda: f"# us\n\n{public(OTHER)}restrict,pty {public(KEY)}",
    "allowed_signers": lambda: f'editor@example.org namespaces="toolkit-seal" {public(KEY, "")}',
    "beside keys of other kinds": lambda: f"ssh-rsa AAAAB3NzaC1yc2E= old\n{public(KEY)}",
    "Windows": lambda: public(KEY).replace("\n", "\r\n"),
    "two of PEM": lambda: "".join(
        key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
        for key in (OTHER, KEY)
    ),
    "PEM": lambda: KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
}
BAD_KEYS = {
    "nothing": lambda: "",
    "a private key": lambda: private(KEY),
    "half a key": lambda: public(KEY)[:40],
    "a comment": lambda: f"# {public(KEY)}",
    "another kind": lambda: public(generate_private_key(SECP256R1())),
    "no text": lambda: b"\xff\xfe\x00",
}


@pytest.mark.parametrize("form", GOOD_KEYS)
def test_keys_are_read_as_openssh_keeps_them(shelf, tmp_path, form):
    assert told(shelf, keys(tmp_path, GOOD_KEYS[form]())) == []


@pytest.mark.parametrize("form", BAD_KEYS)
def test_a_file_without_keys_is_refused(tmp_path, form):
    with pytest.raises(Misuse, match="holds no public key of the kind ed25519"):
        keys(tmp_path, BAD_KEYS[form]())


@pytest.mark.parametrize("how", [PrivateFormat.OpenSSH, PrivateFormat.PKCS8])
def test_private_keys_of_both_forms_sign(shelf, tmp_path, how):
    (tmp_path / "key").write_bytes(private(OTHER, how))

    signatures.sign(shelf.seals(SECOND), signatures.private_key(tmp_path / "key"))

    assert told(shelf, keys(tmp_path, public(KEY) + public(OTHER))) == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "holds no private key that can be used"),
        (public(KEY).encode(), "holds no private key that can be used"),
        (private(KEY)[:90], "holds no private key that can be used"),
        (private(KEY, PrivateFormat.PKCS8, b"secret"), "holds no private key that can be used"),
        (private(generate_private_key(SECP256R1())), "of another kind than ed25519"),
    ],
    ids=["empty", "public", "cut short", "passphrase", "another kind"],
)  # fmt: skip
def test_a_private_key_that_cannot_be_used_is_said(tmp_path, data, words):
    (tmp_path / "key").write_bytes(data)

    with pytest.raises(Misuse, match=words):
        signatures.private_key(tmp_path / "key")


def test_a_key_that_is_not_there_is_said(tmp_path):
    with pytest.raises(Misuse, match="cannot be read: No such file"):
        signers.trusted_keys(tmp_path / "none")


MAY_SIGN = {
    'namespaces="toolkit-seal"': True,
    'namespaces="git,toolkit-seal"': True,
    'namespaces="toolkit-*"': True,
    'namespaces="git"': False,
    'namespaces="git,file"': False,
    'NAMESPACES="git"': False,
    "cert-authority": False,
    'namespaces="toolkit-seal",valid-before="20200101"': False,
    'valid-before="20200101"': False,
    'valid-before="20200101120000Z"': False,
    'valid-before="20990101"': True,
    'valid-after="20990101"': False,
    'valid-after="202001011200"': True,
    'valid-after="20200101",valid-before="20990101"': True,
    'valid-after="20200101",valid-before="20200102"': False,
}


@pytest.mark.parametrize("options", MAY_SIGN)
def test_a_key_signs_only_what_and_when_its_line_says(tmp_path, options):
    line = f"editor@example.org {options} {public(KEY)}"
    if MAY_SIGN[options]:
        assert len(keys(tmp_path, line)) == 1
    else:
        with pytest.raises(Misuse, match="that may sign today"):
            keys(tmp_path, line)


@pytest.mark.parametrize(
    "options", ['valid-before="soon"', 'valid-after="20201332"', 'expiry-time="20200101"']
)
def test_a_time_that_is_none_or_over_trusts_nothing(tmp_path, options):
    with pytest.raises(Misuse, match="that may sign today"):
        keys(tmp_path, f"{options} {public(KEY)}")


@pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="needs ssh-keygen")
@pytest.mark.parametrize("options", MAY_SIGN)
def test_openssh_says_the_same_of_a_line(shelf, tmp_path, options):
    (tmp_path / "signers").write_text(f"editor {options} {public(KEY)}")
    sig = shelf.seals(SECOND) / signatures.NAME
    line = [
        "ssh-keygen",
        "-Y",
        "verify",
        "-f",
        tmp_path / "signers",
        "-I",
        "editor",
        "-n",
        "toolkit-seal",
        "-s",
        sig,
    ]

    done = subprocess.run(line, input=(shelf.seals(SECOND) / "seal.json").read_bytes(), capture_output=True)

    assert (done.returncode == 0) == MAY_SIGN[options], done.stderr


@pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="needs ssh-keygen")
def test_openssh_checks_ours_and_we_check_that_of_openssh(shelf, tmp_path):
    seal, sig = shelf.seals(SECOND) / "seal.json", shelf.seals(SECOND) / signatures.NAME
    (tmp_path / "signers").write_text(f"editor {public(KEY)}")
    verify_line = [
        "ssh-keygen",
        "-Y",
        "verify",
        "-f",
        tmp_path / "signers",
        "-I",
        "editor",
        "-n",
        "toolkit-seal",
    ]
    ours = subprocess.run([*verify_line, "-s", sig], input=seal.read_bytes(), capture_output=True)
    assert ours.returncode == 0, ours.stderr

    sig.unlink()
    (tmp_path / "key").write_bytes(private(KEY))
    (tmp_path / "key").chmod(0o600)
    line = ["ssh-keygen", "-Y", "sign", "-f", tmp_path / "key", "-n", "toolkit-seal", seal]
    subprocess.run(line, check=True, capture_output=True)
    assert told(shelf, keys(tmp_path, public(KEY))) == []

    sig.unlink()
    subprocess.run([*line[:-2], "file", seal], check=True, capture_output=True)
    assert told(shelf, keys(tmp_path, public(KEY))) == [f"{signatures.NAME} holds no signature of a seal"]


@pytest.mark.slow
def test_publish_signs_and_verify_asks_for_it(sealed, tmp_path):
    (tmp_path / "key").write_bytes(private(KEY))
    (tmp_path / "key.pub").write_text(public(KEY))

    before = toolkit(sealed, "verify", "--trusted", str(tmp_path / "key.pub"))
    assert (before.returncode, "P147 the seal has no signature" in before.stdout) == (6, True)

    done = toolkit(sealed, "publish", SMALL, "--without-page-numbers", "--sign", str(tmp_path / "key"))
    assert done.returncode == 0, done.stderr
    assert toolkit(sealed, "verify", "--trusted", str(tmp_path / "key.pub")).returncode == 0
    assert toolkit(sealed, "check").returncode == 0


def test_without_the_extra_it_is_said_what_to_install(tmp_path, monkeypatch):
    from click.testing import CliRunner

    from toolkit_builder.cli import toolkit as command

    monkeypatch.setitem(sys.modules, "cryptography.exceptions", None)
    for module in ("signatures", "signers"):
        monkeypatch.delitem(sys.modules, f"toolkit_builder.publish.{module}")
        monkeypatch.delattr(f"toolkit_builder.publish.{module}")
    made = Shelf(tmp_path)
    made.add(FIRST)
    monkeypatch.chdir(tmp_path)

    for line in (["verify", "--trusted", "keys"], ["publish", FIRST, "--sign", "key"]):
        done = CliRunner().invoke(command, line)
        assert done.exit_code == 2
        assert "a signature needs the package" in done.output
        assert "pip install 'toolkit-builder[sign]'" in done.output
