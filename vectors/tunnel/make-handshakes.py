#!/usr/bin/env python3
"""Computes the handshake vectors from docs/spec/tunnel.md and suites.md alone.

An implementation of its own: Python's hashlib and hmac, and the package `cryptography` (OpenSSL)
for X25519, P-256, Ed25519, AES, ChaCha20-Poly1305 and Triple-DES. It shares no line with the Java
code. Writes handshake-*.txt beside itself: python3 make-handshakes.py
"""
import hashlib
import hmac
import os
import struct

from cryptography.hazmat.primitives import padding, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, x25519
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305

try:
    from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
except ImportError:
    from cryptography.hazmat.primitives.ciphers.algorithms import TripleDES

# code, kind, MAC key, encryption key, IV, hash (suites.md)
SUITES = {
    "AES_256_GCM": (1, "gcm", 0, 32, 12, None),
    "AES_128_GCM": (2, "gcm", 0, 16, 12, None),
    "CHACHA20_POLY1305": (3, "chacha", 0, 32, 12, None),
    "A256CBC_HS512": (4, "cbc", 32, 32, 16, "sha512"),
    "A128CBC_HS256": (5, "cbc", 16, 16, 16, "sha256"),
    "A256CBC_HS256": (6, "cbc", 32, 32, 16, "sha256"),
    "A128CBC_HS512": (7, "cbc", 32, 16, 16, "sha512"),
    "TDES_CBC_HS256": (8, "tdes", 24, 24, 8, "sha256"),
}
X25519, P256 = 0x001D, 0x0017
REFRESH_COUNT = 2


def sha256(data):
    return hashlib.sha256(data).digest()


def mac(key, data, name="sha256"):
    return hmac.new(key, data, name).digest()


def expand_label(secret, label, context, length):
    label = b"keyturn1 " + label
    info = struct.pack(">HB", length, len(label)) + label + bytes([len(context)]) + context
    output, block, number = b"", b"", 0
    while len(output) < length:
        number += 1
        block = mac(secret, block + info + bytes([number]))
        output += block
    return output[:length]


def derive(secret, label, digest):
    return expand_label(secret, label, digest, 32)


class Stream:
    """What a side's random source gives, in the order in which it is asked."""

    def __init__(self, name):
        self.name, self.drawn = name, b""

    def draw(self, length):
        piece = b""
        while len(piece) < length:
            piece += sha256(b"%s %d %d" % (self.name, len(self.drawn), len(piece)))
        self.drawn += piece[:length]
        return piece[:length]


class Sealer:
    def __init__(self, suite, secret, phase, stream):
        self.code, self.kind, self.mac_bytes, key_bytes, self.iv_bytes, self.hash = SUITES[suite]
        key = expand_label(secret, b"key", b"", self.mac_bytes + key_bytes)
        self.mac_key, self.key = key[: self.mac_bytes], key[self.mac_bytes :]
        if not self.hash:
            self.iv = expand_label(secret, b"iv", b"", self.iv_bytes)
        self.phase, self.sequence, self.stream = phase, 0, stream

    def seal(self, kind, plaintext):
        aad = struct.pack(">BIQ", kind, self.phase, self.sequence)
        if self.hash:
            sealed = self.encrypt_then_mac(aad, plaintext)
        else:
            number = int.from_bytes(self.iv, "big") ^ self.sequence
            aead = AESGCM if self.kind == "gcm" else ChaCha20Poly1305
            sealed = aead(self.key).encrypt(number.to_bytes(12, "big"), plaintext, aad)
        self.sequence += 1
        return bytes([kind]) + sealed

    def encrypt_then_mac(self, aad, plaintext):
        iv = self.stream.draw(self.iv_bytes)
        algorithm = TripleDES if self.kind == "tdes" else algorithms.AES
        padder = padding.PKCS7(8 * self.iv_bytes).padder()
        padded = padder.update(plaintext) + padder.finalize()
        encryptor = Cipher(algorithm(self.key), modes.CBC(iv)).encryptor()
        encrypted = encryptor.update(padded) + encryptor.finalize()
        tag = mac(self.mac_key, aad + iv + encrypted + struct.pack(">Q", 8 * len(aad)), self.hash)
        return iv + encrypted + tag[: len(tag) // 2]


def message(kind, body):
    return bytes([kind]) + len(body).to_bytes(3, "big") + body


def codes(values):
    return bytes([len(values)]) + b"".join(struct.pack(">H", value) for value in values)


def share_field(share):
    return struct.pack(">H", len(share)) + share


def application(*texts):
    return b"".join(len(text).to_bytes(3, "big") + text for text in texts)


def raw_public(key):
    return key.public_key().public_bytes(
        serialization.Encoding.Raw, serialization.PublicFormat.Raw
    )


def x25519_key(stream):
    return x25519.X25519PrivateKey.from_private_bytes(stream.draw(32))


def agree(key, share):
    return key.exchange(x25519.X25519PublicKey.from_public_bytes(share))


def p256_share(stream):
    scalar = int.from_bytes(stream.draw(32), "big")
    return (
        ec.derive_private_key(scalar, ec.SECP256R1())
        .public_key()
        .public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    )


def handshake(suite, retry):
    client = Stream(b"client " + suite.encode())
    server = Stream(b"server " + suite.encode())
    seed = sha256(b"identity " + suite.encode())
    identity = ed25519.Ed25519PrivateKey.from_private_bytes(seed)
    spki = identity.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    code = SUITES[suite][0]
    out = {"suite": suite, "retry": "yes" if retry else "no", "identity-seed": seed.hex()}
    groups = [P256, X25519] if retry else [X25519]

    def client_hello(random, group, share):
        offer = codes([code]) + codes(groups) + struct.pack(">H", group) + share_field(share)
        return message(1, struct.pack(">H", 1) + random + offer)

    random = client.draw(32)
    transcript = b""
    if retry:
        first = client_hello(random, P256, p256_share(client))
        asked = message(3, struct.pack(">HHH", 1, code, X25519))
        out["client-hello-before-retry"], out["retry-message"] = first.hex(), asked.hex()
        transcript = message(254, sha256(first)) + asked
    client_key = x25519_key(client)
    hello = client_hello(random, X25519, raw_public(client_key))
    server_key = x25519_key(server)
    chosen = struct.pack(">HHH", code, REFRESH_COUNT, X25519) + share_field(raw_public(server_key))
    server_hello = message(2, struct.pack(">H", 1) + server.draw(32) + chosen)
    transcript += hello + server_hello
    out["client-hello"], out["server-hello"] = hello.hex(), server_hello.hex()

    zeros, nothing = bytes(32), sha256(b"")
    early = mac(zeros, zeros)
    secret = mac(derive(early, b"derived", nothing), agree(client_key, raw_public(server_key)))
    client_hs = derive(secret, b"c hs traffic", sha256(transcript))
    server_hs = derive(secret, b"s hs traffic", sha256(transcript))
    master = mac(derive(secret, b"derived", nothing), zeros)

    presented = message(8, share_field(spki) + b"\0")
    transcript += presented
    context = b" " * 64 + b"keyturn/1 server CertificateVerify" + b"\0"
    signature = identity.sign(context + sha256(transcript))
    verify = message(15, struct.pack(">H", 0x0807) + share_field(signature))
    transcript += verify
    key = expand_label(server_hs, b"finished", b"", 32)
    server_finished = message(20, mac(key, sha256(transcript)))
    transcript += server_finished
    proof = Sealer(suite, server_hs, 0, server).seal(64, presented + verify + server_finished)
    out["server-proof"] = proof.hex()
    to_server_finished = sha256(transcript)
    key = expand_label(client_hs, b"finished", b"", 32)
    client_finished = message(20, mac(key, to_server_finished))
    transcript += client_finished
    out["client-finished"] = Sealer(suite, client_hs, 0, client).seal(64, client_finished).hex()

    exporter = derive(master, b"exp master", to_server_finished)
    exported = derive(exporter, b"sign-in", nothing)
    out["exporter"] = expand_label(exported, b"exporter", sha256(b"context"), 32).hex()
    refresh_secret = derive(master, b"res master", sha256(transcript))
    to_server = Sealer(suite, derive(master, b"c ap traffic", to_server_finished), 1, client)
    to_client = Sealer(suite, derive(master, b"s ap traffic", to_server_finished), 1, server)
    out["client-record"] = to_server.seal(65, application(b"hello", b"and again")).hex()
    out["server-record"] = to_client.seal(65, application(b"good day")).hex()

    client_key = x25519_key(client)
    refresh = message(66, struct.pack(">H", X25519) + share_field(raw_public(client_key)))
    out["refresh"] = to_server.seal(66, refresh).hex()
    server_key = x25519_key(server)
    reply = message(67, struct.pack(">H", X25519) + share_field(raw_public(server_key)))
    out["refresh-reply"] = to_client.seal(67, reply).hex()
    out["refresh-done"] = to_server.seal(68, message(68, b"")).hex()
    shared = agree(client_key, raw_public(server_key))
    new = mac(derive(refresh_secret, b"derived", nothing), shared)
    exchange = sha256(refresh + reply)
    to_server = Sealer(suite, derive(new, b"c ap traffic", exchange), 2, client)
    to_client = Sealer(suite, derive(new, b"s ap traffic", exchange), 2, server)
    out["client-record-after-refresh"] = to_server.seal(65, application(b"new keys")).hex()
    out["server-record-after-refresh"] = to_client.seal(65, application(b"mine too")).hex()
    out["client-random"], out["server-random"] = client.drawn.hex(), server.drawn.hex()
    return out


def main():
    folder = os.path.dirname(os.path.abspath(__file__))
    for name, (suite, retry) in dict(
        [(suite, (suite, False)) for suite in SUITES] + [("retry", ("AES_256_GCM", True))]
    ).items():
        lines = ["spec: tunnel.md#handshake", "source: make-handshakes.py beside this file"]
        lines += [f"{key}: {value}" for key, value in handshake(suite, retry).items()]
        with open(os.path.join(folder, f"handshake-{name}.txt"), "w", encoding="ascii") as file:
            file.write("\n".join(lines) + "\n")


main()
