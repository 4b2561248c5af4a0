"""Whatever is done to a dossier, both verifiers find it; and they always agree."""

import io
import json
import random
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable

import pytest

from tests.portal.audits.dossier.small import (
    FILES,
    KEY,
    PUBLIC,
    STAND_ALONE,
    fingerprint,
    ours_takes,
    small,
    theirs_takes,
)
from weerbaar.portal.audits.dossier.archive import NotAnArchive, pack, unpack
from weerbaar.portal.audits.dossier.manifest import canonical
from weerbaar.portal.audits.dossier.signing import sign
from weerbaar.portal.audits.dossier.verify import Fault, Flaw, seal, verify, verify_chain

OTHER = "0b" * 32
Entries = list[tuple[str, bytes]]


def repacked(entries: Entries) -> bytes:
    """An archive that looks like ours in everything but what is asked for: names may be wrong and stand there twice."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, data in entries:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            file.writestr(entry, data)
    return made.getvalue()


def both_refuse(data: bytes) -> bool:
    ours, theirs = ours_takes(data), theirs_takes(data)
    assert ours == theirs
    return not ours


def test_a_dossier_as_it_was_made_is_whole_for_both() -> None:
    data = small()
    assert ours_takes(data)
    assert theirs_takes(data)
    assert verify(data).public_key == PUBLIC
    assert small() == data


def test_every_flip_of_every_byte_is_found() -> None:
    data = small()
    for at in range(len(data)):
        for flip in (*(1 << bit for bit in range(8)), 0xFF):
            touched = bytearray(data)
            touched[at] ^= flip
            assert both_refuse(bytes(touched)), (at, flip)


def test_flips_removals_insertions_and_swaps_in_a_large_one_are_found() -> None:
    chance = random.Random(20261124)
    large = seal(verify(small()).cover, {f"papers/{n}.txt": chance.randbytes(700) for n in range(40)}, KEY)  # type: ignore[arg-type]
    assert ours_takes(large)
    assert theirs_takes(large)
    for _ in range(250):
        touched, at = bytearray(large), chance.randrange(len(large))
        match chance.randrange(4):
            case 0:
                touched[at] ^= 1 << chance.randrange(8)
            case 1:
                del touched[at : at + chance.randrange(1, 9)]
            case 2:
                touched[at:at] = chance.randbytes(chance.randrange(1, 9))
            case _:
                other = chance.randrange(len(large))
                touched[at], touched[other] = touched[other], touched[at]
        if bytes(touched) != large:
            assert both_refuse(bytes(touched))


def test_every_truncation_is_found() -> None:
    data = small()
    assert all(both_refuse(data[:length]) for length in range(len(data)))


def _tampered() -> dict[str, Callable[[Entries], bytes]]:
    """By hand and with every checksum of the archive made right again: only manifest and signature can tell."""

    def entry(at: int, change: Callable[[str, bytes], tuple[str, bytes]]) -> Callable[[Entries], bytes]:
        return lambda entries: repacked([change(*item) if n == at else item for n, item in enumerate(entries)])

    def manifest(change: Callable[[dict[str, object]], object]) -> Callable[[Entries], bytes]:
        def do(entries: Entries) -> bytes:
            said = json.loads(entries[0][1])
            change(said)
            return repacked([("manifest.json", canonical(said)), *entries[1:]])

        return do

    return {
        "content": entry(2, lambda name, data: (name, data + b" ")),
        "name": entry(2, lambda name, data: ("index.htm", data)),
        "upper case": entry(2, lambda name, data: (name.upper(), data)),
        "way up": entry(2, lambda name, data: ("../index.html", data)),
        "absolute": entry(2, lambda name, data: ("/index.html", data)),
        "backslash": entry(2, lambda name, data: ("papers\\a.txt", data)),
        "removed": lambda entries: repacked(entries[:-1]),
        "added": lambda entries: repacked([*entries, ("papers/z.txt", b"")]),
        "added with capitals": lambda entries: repacked([*entries, ("Papers/a.txt", b"")]),
        "added folder": lambda entries: repacked([*entries, ("papers/", b"")]),
        "reordered": lambda entries: repacked([*entries[:2], *reversed(entries[2:])]),
        "manifest last": lambda entries: repacked([*entries[1:], entries[0]]),
        "no manifest": lambda entries: repacked(entries[1:]),
        "no signature": lambda entries: repacked([entries[0], *entries[2:]]),
        "another area": manifest(lambda said: said.update(area="Rietgors")),
        "another moment": manifest(lambda said: said.update(made_at="2020-01-01T00:00:00Z")),
        "a line of the list": manifest(lambda said: said["files"].pop()),  # type: ignore[attr-defined]
        "a list in another order": manifest(lambda said: said["files"].reverse()),  # type: ignore[attr-defined]
        "a line twice": manifest(lambda said: said["files"].append(said["files"][-1])),  # type: ignore[attr-defined,index]
        "written otherwise": entry(0, lambda name, data: (name, json.dumps(json.loads(data)).encode())),
        "a key twice": entry(0, lambda name, data: (name, data.replace(b'{\n "area"', b'{\n "area": "x",\n "area"'))),
        "signature of nothing": entry(1, lambda name, data: (name, sign(b"", KEY))),
        "signature written otherwise": entry(1, lambda name, data: (name, json.dumps(json.loads(data)).encode())),
        "signature in capitals": entry(1, lambda name, data: (name, data.upper())),
        "signature empty": entry(1, lambda name, data: (name, b"{}\n")),
        "signed by another": lambda entries: repacked([entries[0], ("signature.json", sign(entries[0][1], OTHER)), *entries[2:]]),
    }  # fmt: skip


@pytest.mark.parametrize("name", _tampered())
def test_what_is_changed_with_every_checksum_of_the_archive_put_right_is_found(name: str) -> None:
    assert both_refuse(_tampered()[name](unpack(small())))


@pytest.mark.filterwarnings("ignore:Duplicate name")  # of the library that packs the attack
@pytest.mark.parametrize("which", [0, 1, 2, 4])
def test_an_entry_that_stands_there_twice_is_found(which: int) -> None:
    entries = unpack(small())
    assert both_refuse(repacked([*entries, entries[which]]))
    assert both_refuse(repacked([*entries, (entries[which][0], b"another")]))


def _packed_otherwise() -> dict[str, bytes]:
    data, entries = small(), unpack(small())
    made: dict[str, bytes] = {"in front": b"#!/bin/sh\n" + data, "behind": data + b"\0", "twice": data + data}
    for name in ("comment", "time", "deflated", "extra", "attributes", "entry comment", "folder bit", "system"):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as file:
            for entry_name, content in entries:
                entry = zipfile.ZipInfo(entry_name, (1980, 1, 1, 0, 0, 2 if name == "time" else 0))
                entry.create_system, entry.external_attr = 0 if name == "system" else 3, 0o644 << 16
                entry.extra = b"\xfe\xca\x00\x00" if name == "extra" else b""
                entry.comment = b"x" if name == "entry comment" else b""
                entry.external_attr |= {"attributes": 0o111 << 16, "folder bit": 0x10}.get(name, 0)
                file.writestr(entry, content, zipfile.ZIP_DEFLATED if name == "deflated" else zipfile.ZIP_STORED)
            file.comment = b"x" if name == "comment" else b""
        made[name] = out.getvalue()
    return made


@pytest.mark.parametrize("name", _packed_otherwise())
def test_the_same_contents_packed_in_another_way_are_found(name: str) -> None:
    assert both_refuse(_packed_otherwise()[name])


def test_a_file_that_grows_in_memory_is_refused_before_it_does() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("manifest.json", b"0" * 200_000_000)
    began = time.process_time()
    assert both_refuse(out.getvalue())
    assert time.process_time() - began < 0.5


def test_who_seals_a_changed_dossier_anew_is_told_by_the_key_and_by_the_fingerprint() -> None:
    forged = seal(verify(small()).cover, FILES | {"index.html": b"<p>Alles goed</p>"}, OTHER)  # type: ignore[arg-type]
    assert verify(forged, public_keys=[PUBLIC]).flaws == (Flaw(Fault.OTHER_KEY),)
    assert not theirs_takes(forged)
    assert ours_takes(forged, "") and theirs_takes(forged, "")  # without the key of the site nobody can tell
    assert fingerprint(forged) != fingerprint(small())


def test_a_flaw_names_the_file_that_it_is_about() -> None:
    entries = unpack(small())
    changed = [(name, data + b"!" if name == "papers/a.txt" else data) for name, data in entries]
    assert verify(repacked(changed)).flaws == (Flaw(Fault.CHANGED, "papers/a.txt"),)
    assert verify(repacked([*entries, ("papers/c.txt", b"")])).flaws == (Flaw(Fault.ADDED, "papers/c.txt"),)
    assert verify(repacked(entries[:-1])).flaws == (Flaw(Fault.MISSING, "papers/b.json"),)


def test_dossiers_have_to_follow_each_other() -> None:
    first = small()
    second = small(number=2, previous=fingerprint(first))
    third = small(number=3, previous=fingerprint(second))
    assert all(result.is_whole for result in verify_chain([first, second, third]))
    skipped = verify_chain([first, third])
    assert [result.flaws for result in skipped] == [(), (Flaw(Fault.CHAIN),)]


@pytest.mark.parametrize("name", ["A", "../a", "a//b", "/a", "a\\b", "é", "", ".a", "a/", "con:", "a b"])
def test_a_name_that_systems_read_in_two_ways_cannot_be_packed(name: str) -> None:
    with pytest.raises(NotAnArchive):
        pack([(name, b"")])


def test_the_stand_alone_verifier_runs_by_itself_and_says_what_it_found(tmp_path) -> None:  # type: ignore[no-untyped-def]
    first, second = tmp_path / "1.zip", tmp_path / "2.zip"
    first.write_bytes(small())
    second.write_bytes(small(number=2, previous=fingerprint(small())))

    def run(*words: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-I", str(STAND_ALONE), *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    fine = run("--key", PUBLIC, first, second)
    assert (fine.returncode, fine.stderr) == (0, "")
    assert fingerprint(small()) in fine.stdout
    assert run("--key", OTHER, first).returncode == 1
    assert "does not follow" in run(second, first).stdout
    first.write_bytes(small()[:-1])
    broken = run(first)
    assert broken.returncode == 1
    assert "is NOT whole" in broken.stdout
    assert run().returncode == 2


def test_the_copy_that_travels_in_each_dossier_is_the_published_verifier() -> None:
    from weerbaar.portal.audits.dossier import verify as module

    inside = STAND_ALONE.parents[1] / "src/weerbaar/portal/audits/dossier/verify_dossier.txt"
    assert module.__file__
    assert inside.read_bytes() == STAND_ALONE.read_bytes()
