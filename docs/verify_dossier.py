#!/usr/bin/env python3
"""Checks dossiers of Weerbaar by themselves: python3 verify_dossier.py [--key HEX] FILE.zip [LATER.zip ...]

Python 3.8 or later, nothing else. The standard library has no Ed25519, so its arithmetic (RFC 8032, 5.1) stands here."""

# fmt: off
# ruff: noqa: E401, I001, PTH123, RUF100
import hashlib, io, json, re, sys, zipfile
P, BASE_Y = 2**255 - 19, 4 * pow(5, 2**255 - 21, 2**255 - 19) % (2**255 - 19)
D = -121665 * pow(121666, P - 2, P) % P
def add(a, b):
    t = D * a[0] * b[0] * a[1] * b[1]
    x, y = (a[0] * b[1] + b[0] * a[1]) * pow(1 + t, P - 2, P), (a[1] * b[1] + a[0] * b[0]) * pow(1 - t, P - 2, P)
    return x % P, y % P
def times(number, point, found=(0, 1)):
    while number:
        found, point, number = add(found, point) if number & 1 else found, add(point, point), number >> 1
    return found
def point_of(raw):
    odd, y = raw >> 255, raw % 2**255
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and odd):
        raise ValueError("no point of the curve")
    return (x if x & 1 == odd else P - x), y
def fits(key, signature, text):
    if len(key) != 32 or len(signature) != 64:
        return False
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    h = int.from_bytes(hashlib.sha512(r + key + text).digest(), "little")
    right = add(point_of(int.from_bytes(r, "little")), times(h, point_of(int.from_bytes(key, "little"))))
    return s < 2**252 + 27742317777372353535851937790883648493 and times(s, point_of(BASE_Y)) == right
def plain(value):
    return json.dumps(value, sort_keys=True, ensure_ascii=True, indent=1).encode() + b"\n"
def faults(raw, key=""):
    with zipfile.ZipFile(io.BytesIO(raw)) as file:
        listed = file.infolist()
        if any(e.compress_type for e in listed) or sum(e.file_size for e in listed) > len(raw):
            return ["The archive was packed in another way."]
        entries = [(e.filename, file.read(e)) for e in listed]
    names, again = [name for name, _ in entries], io.BytesIO()
    if any(not re.fullmatch(r"[a-z0-9][a-z0-9_.-]*(/[a-z0-9][a-z0-9_.-]*)*", n) or names.count(n) > 1 for n in names):
        return ["A name is not allowed or stands there twice."]
    with zipfile.ZipFile(again, "w") as file:
        for name, data in entries:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            file.writestr(entry, data)
    text, signature = dict(entries)["manifest.json"], dict(entries)["signature.json"]
    manifest, said = json.loads(text), json.loads(signature)
    found = {n: {"name": n, "size": len(d), "sha256": hashlib.sha256(d).hexdigest()} for n, d in entries[2:]}
    listed = {entry["name"]: entry for entry in manifest["files"]}
    wrong = ["Changed, added or missing: " + n for n in sorted(set(found) | set(listed)) if found.get(n) != listed.get(n)]
    order = ["manifest.json", "signature.json", *sorted(listed)]
    if again.getvalue() != raw or names != order or list(listed) != sorted(listed) or len(manifest["files"]) != len(listed):
        wrong.append("The archive was packed in another way, or in another order.")
    if plain(manifest) != text or plain(said) != signature or manifest["schema"] != "weerbaar-dossier/1":
        wrong.append("The manifest or its signature was written in another way.")
    key_of, value = bytes.fromhex(said["key"]), bytes.fromhex(said["signature"])
    if not wrong and (said["algorithm"] != "Ed25519" or not fits(key_of, value, text)):
        wrong.append("The signature does not fit.")
    return wrong + (["Signed with another key: " + said["key"]] if key and said["key"] != key else [])
def main(words):
    key, before, bad = (words[1], "", 0) if words[:1] == ["--key"] else ("", "", 0)
    for path in words[2:] if key else words:
        with open(path, "rb") as file:
            raw = file.read()
        try:
            wrong = faults(raw, key)
            text = zipfile.ZipFile(io.BytesIO(raw)).read("manifest.json")
            if before and json.loads(text)["previous"] != before:
                wrong.append("It does not follow the dossier before it.")
            before = hashlib.sha256(text).hexdigest()
        except Exception as error:
            wrong = ["It cannot be read: " + type(error).__name__]
        print(path, "is NOT whole." if wrong else "is whole. Fingerprint: " + before, *wrong, sep="\n  ")
        bad = bad or bool(wrong)
    return 2 if not words else int(bad)
if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
