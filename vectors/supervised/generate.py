#!/usr/bin/env python3
"""Computes the vectors of this folder a second way: docs/spec/supervised.md and docs/spec/suites.md
written down again with Python's hmac and hashlib, `openssl enc` for the raw block ciphers, and GCM
(NIST SP 800-38D) spelled out over AES-ECB. It shares no code with Keyturn.

Run in this folder: python3 generate.py
"""
import hashlib
import hmac
import struct
import subprocess

LABEL = b"keyturn/1 supervised payload"
#        name: (code, MAC key, encryption key, hash, IV, openssl cipher)
COMPOSED = {
    "A256CBC_HS512": (4, 32, 32, "sha512", 16, "aes-256-cbc"),
    "A128CBC_HS256": (5, 16, 16, "sha256", 16, "aes-128-cbc"),
    "A256CBC_HS256": (6, 32, 32, "sha256", 16, "aes-256-cbc"),
    "A128CBC_HS512": (7, 32, 16, "sha512", 16, "aes-128-cbc"),
    "TDES_CBC_HS256": (8, 24, 24, "sha256", 8, "des-ede3-cbc"),
    "KEYED_HASH_HS256": (9, 32, 32, "sha256", 32, None),
}
GCM = {"AES_256_GCM": (1, 32), "AES_128_GCM": (2, 16)}
ONE_KEY_PER_MESSAGE = ("TDES_CBC_HS256", "KEYED_HASH_HS256")


def openssl(cipher, key, iv, data, *options):
    command = ["openssl", "enc", "-e", "-" + cipher, "-K", key.hex(), *options]
    if iv is not None:
        command += ["-iv", iv.hex()]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


def hkdf(ikm, info, length):
    prk = hmac.new(bytes(32), ikm, hashlib.sha256).digest()
    output, block = b"", b""
    while len(output) < length:
        block = hmac.new(prk, block + info + bytes([len(output) // 32 + 1]), hashlib.sha256).digest()
        output += block
    return output[:length]


def ghash_multiply(x, y):
    z, v = 0, y
    for i in range(127, -1, -1):
        if x >> i & 1:
            z ^= v
        v = v >> 1 ^ (0xE1 << 120 if v & 1 else 0)
    return z


def gcm(key, nonce, aad, plaintext):
    ecb = lambda block: openssl("aes-%d-ecb" % (8 * len(key)), key, None, block, "-nopad")
    h = int.from_bytes(ecb(bytes(16)), "big")
    blocks = (len(plaintext) + 15) // 16
    counters = b"".join(nonce + struct.pack(">I", i) for i in range(1, blocks + 2))
    stream = ecb(counters)
    ciphertext = bytes(p ^ s for p, s in zip(plaintext, stream[16:]))
    pad = lambda data: data + bytes(-len(data) % 16)
    hashed = pad(aad) + pad(ciphertext) + struct.pack(">QQ", 8 * len(aad), 8 * len(ciphertext))
    y = 0
    for i in range(0, len(hashed), 16):
        y = ghash_multiply(y ^ int.from_bytes(hashed[i:i + 16], "big"), h)
    tag = bytes(a ^ b for a, b in zip(y.to_bytes(16, "big"), stream[:16]))
    return ciphertext + tag


def cfb(key, iv, plaintext):
    previous, output = iv, b""
    for i in range(0, len(plaintext), 32):
        stream = hmac.new(key, previous, hashlib.sha256).digest()
        previous = bytes(p ^ s for p, s in zip(plaintext[i:i + 32], stream))
        output += previous
    return output


def encrypt_then_mac(suite, key, iv, aad, plaintext):
    _, mac_bytes, _, digest, _, cipher = COMPOSED[suite]
    mac_key, enc_key = key[:mac_bytes], key[mac_bytes:]
    e = cfb(enc_key, iv, plaintext) if cipher is None else openssl(cipher, enc_key, iv, plaintext)
    tag = hmac.new(mac_key, aad + iv + e + struct.pack(">Q", 8 * len(aad)), digest).digest()
    return iv + e + tag[:len(tag) // 2]


def payload_key(v, key_bytes):
    code = (GCM.get(v["suite"]) or COMPOSED[v["suite"]])[0]
    info = LABEL + struct.pack(">HQQQ", code, v["conversation"], v["epoch"], v["sender-device"])
    info += v["connection"]
    if v["suite"] in ONE_KEY_PER_MESSAGE:
        info += struct.pack(">Q", v["counter"])
    return hkdf(v["epoch-key"], info, key_bytes)


def seal(v, aad=None, nonce=None):
    aad = struct.pack(">Q", v["counter"]) + v["message-id"] if aad is None else aad
    if v["suite"] in GCM:
        key = payload_key(v, GCM[v["suite"]][1])
        return gcm(key, nonce or struct.pack(">IQ", 0, v["counter"]), aad, v["plaintext"])
    _, mac_bytes, enc_bytes, _, _, _ = COMPOSED[v["suite"]]
    return encrypt_then_mac(
        v["suite"], payload_key(v, mac_bytes + enc_bytes), v["iv"], aad, v["plaintext"])


def vector(suite, text):
    iv_bytes = COMPOSED[suite][4] if suite in COMPOSED else 0
    utf8 = text.encode()
    head = bytes([0x60 + len(utf8)]) if len(utf8) < 24 else bytes([0x78, len(utf8)])
    return {
        "suite": suite,
        "epoch-key": hashlib.sha256(b"epoch key " + suite.encode()).digest(),
        "conversation": 7,
        "epoch": 1 << 33,
        "sender-device": 300,
        "connection": bytes(range(0x10, 0x20)),
        "counter": (1 << 40) + 5,
        "message-id": bytes(range(16)),
        "iv": hashlib.sha256(b"iv " + suite.encode()).digest()[:iv_bytes],
        "plaintext": b"\xa1\x01" + head + utf8,
    }


def write(name, expect, v, sealed):
    lines = ["spec: supervised.md#payload", "expect: " + expect]
    for field, value in {**v, "sealed": sealed}.items():
        lines.append(field + ": " + (value.hex() if isinstance(value, bytes) else str(value)))
    with open(name + ".txt", "w", newline="\n") as out:
        out.write("\n".join(lines) + "\n")


def main():
    for suite in (*GCM, *COMPOSED):
        v = vector(suite, "Grüße from %s, in more than one block" % suite)
        good = seal(v)
        name = suite.lower().replace("_", "-")
        write(name, "opens", v, good)
        write(name + "-other-tag", "fails", v, good[:-1] + bytes([good[-1] ^ 1]))
        write(name + "-aad-without-id", "fails", v, seal(v, aad=struct.pack(">Q", v["counter"])))
        write(name + "-other-epoch", "fails", v, seal({**v, "epoch": v["epoch"] + 1}))
        write(name + "-other-device", "fails", v, seal({**v, "sender-device": 301}))
        # The counter is right in the AAD and wrong in nonce or key: each place must count.
        if suite in GCM:
            nonce = struct.pack(">IQ", 0, v["counter"] + 1)
            write(name + "-other-nonce", "fails", v, seal(v, nonce=nonce))
        else:
            aad = struct.pack(">Q", v["counter"] + 1) + v["message-id"]
            write(name + "-other-counter", "fails", v, seal(v, aad=aad))
    for suite in ONE_KEY_PER_MESSAGE:
        v = vector(suite, "one key per message")
        aad = struct.pack(">Q", v["counter"]) + v["message-id"]
        name = suite.lower().replace("_", "-")
        write(name + "-key-of-other-counter", "fails", v, seal({**v, "counter": 1}, aad=aad))


main()
