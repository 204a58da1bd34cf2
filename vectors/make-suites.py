#!/usr/bin/env python3
"""Writes suites.txt: the encrypt-then-MAC suites of docs/spec/suites.md, computed a second time.

Independent of the Java code: HMAC from Python's standard library, AES-CBC and Triple-DES-CBC from
the openssl command. Run it here to make the file again: python3 make-suites.py > suites.txt
"""

import hashlib
import hmac
import subprocess

# suite: (openssl cipher or None, MAC key, encryption key, IV, hash, tag), lengths in bytes
SUITES = {
    "A256CBC_HS512": ("aes-256-cbc", 32, 32, 16, "sha512", 32),
    "A128CBC_HS256": ("aes-128-cbc", 16, 16, 16, "sha256", 16),
    "A256CBC_HS256": ("aes-256-cbc", 32, 32, 16, "sha256", 16),
    "A128CBC_HS512": ("aes-128-cbc", 32, 16, 16, "sha512", 32),
    "TDES_CBC_HS256": ("des-ede3-cbc", 24, 24, 8, "sha256", 16),
    "KEYED_HASH_HS256": (None, 32, 32, 32, "sha256", 16),
}
LENGTHS = (0, 1, 15, 16, 31, 32, 33, 64, 100)


def stream(name, length):
    """Bytes that nobody chose: SHA-256(name || block number)."""
    blocks = -(-length // 32)
    digests = (hashlib.sha256(f"{name} {i}".encode()).digest() for i in range(blocks))
    return b"".join(digests)[:length]


def cbc(cipher, key, iv, plaintext):
    command = ["openssl", "enc", "-e", "-" + cipher, "-K", key.hex(), "-iv", iv.hex()]
    return subprocess.run(command, input=plaintext, capture_output=True, check=True).stdout


def keyed_hash(key, iv, plaintext):
    previous, output = iv, b""
    for at in range(0, len(plaintext), 32):
        pad = hmac.new(key, previous, "sha256").digest()
        previous = bytes(p ^ k for p, k in zip(plaintext[at : at + 32], pad))
        output += previous
    return output


print("source: vectors/make-suites.py (Python hmac and the openssl command), not the Java code")
for suite, (cipher, mac_length, key_length, iv_length, digest, tag_length) in SUITES.items():
    for length in LENGTHS:
        name = f"{suite} {length}"
        mac_key = stream(name + " mac", mac_length)
        key = stream(name + " key", key_length)
        iv = stream(name + " iv", iv_length)
        aad = stream(name + " aad", length // 3)
        plaintext = stream(name + " plaintext", length)
        encrypted = cbc(cipher, key, iv, plaintext) if cipher else keyed_hash(key, iv, plaintext)
        al = (8 * len(aad)).to_bytes(8, "big")
        tag = hmac.new(mac_key, aad + iv + encrypted + al, digest).digest()[:tag_length]
        print(f"\ncase: {name}\nsuite: {suite}")
        print(f"key: {(mac_key + key).hex()}\niv: {iv.hex()}")
        print(f"aad: {aad.hex()}".rstrip())
        print(f"plaintext: {plaintext.hex()}".rstrip())
        print(f"sealed: {(iv + encrypted + tag).hex()}")
