#!/usr/bin/env python3
"""Writes the vectors of this folder: docs/spec/messages.md encoded by a CBOR writer of its own (RFC
8949 §3, §4.2.1), which shares no code with Keyturn. The malformed ones are spelled out by hand.

Run in this folder: python3 generate.py
"""
import struct


def head(major, n):
    for info, size, form in ((24, 1 << 8, ">B"), (25, 1 << 16, ">H"), (26, 1 << 32, ">I"),
                             (27, 1 << 64, ">Q")):
        if n < 24:
            return bytes([major << 5 | n])
        if n < size:
            return bytes([major << 5 | info]) + struct.pack(form, n)


def cbor(value):
    if value is None:
        return b"\xf6"
    if value is True or value is False:
        return b"\xf5" if value else b"\xf4"
    if isinstance(value, int):
        return head(0, value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        return head(3, len(value.encode())) + value.encode()
    return head(4, len(value)) + b"".join(map(cbor, value))


ID, CONNECTION, TOKEN = (bytes(range(a, b)) for a, b in ((0, 16), (16, 32), (32, 64)))
PASSWORD = "correct horse battery"
SEALED = bytes.fromhex("c0ffee")
TIME = 1_790_000_000_000

CLIENT = {
    "sign-in": [1, "alice", PASSWORD, None, "laptop"],
    "sign-in-known-device": [1, "älice", PASSWORD, 300, ""],
    "resume": [2, 300, TOKEN],
    "register-invited": [3, "bob", PASSWORD, "invited", "phone 📱"],
    "register": [3, "bob", PASSWORD, None, "phone"],
    "sign-out": [4],
    "change-password": [5, PASSWORD, "another one, longer"],
    "list-devices": [6, 2],
    "rename-device": [7, 3, 300, "Küche 🍳"],
    "revoke-device": [8, (1 << 63) - 1, 300],
    "set-presence": [16, "invisible"],
    "open-conversation": [32, 1, "bob", None],
    "open-conversation-suite": [32, (1 << 63) - 1, "bob", "A256CBC_HS512"],
    "leave-conversation": [33, 7],
    "watch": [34, 7, True],
    "watch-no-more": [34, 7, False],
    "need-key": [35, 7],
    "send": [48, 7, ID, 1, 24, 256, SEALED],
    "acknowledge": [49, 7, 70_000, 65_535],
    "have": [50, [[7, 13, ID], [7, 6, CONNECTION], [8, 1, ID]]],
}
SERVER = {
    "welcome": [129, "first-login", 15],
    "signed-in": [130, 1, "alice", 300, CONNECTION, TOKEN, ["AES_256_GCM", "KEYED_HASH_HS256"]],
    "sign-in-refused": [131, "too-many-attempts", 30_000],
    "password-changed": [132, TOKEN],
    "devices": [133, 2, [[300, "laptop", TIME, TIME + 5, True], [4, "device", TIME, TIME, False]]],
    "people-none": [144, []],
    "people": [144, [[1, "alice", "available"], [2, "bob", "offline"]]],
    "conversation": [160, 0, 7, "active", "TDES_CBC_HS256", [[1, "alice"], [2, "bob"]], 12],
    "conversation-key": [161, 7, 3, "AES_128_GCM", TOKEN, 29_500],
    "accepted": [176, [[7, ID, 13, TIME]]],
    "send-refused": [177, 7, ID, 1, "epoch-over"],
    "deliver": [178, 7, 13, ID, 2, 300, CONNECTION, 3, 256, SEALED, TIME, 121_000],
    "receipts": [179, [[7, 1, 300, 13, 12], [7, 2, 4, 0, 0]]],
    "agreed": [180, [[7, 6], [8, 0], [9, None]]],
    "refused-request": [224, 9, None, "unknown-person", 0],
    "refused-conversation": [224, 0, 7, "try-again", 2_000],
}
#   name: what a need-key [35, 7] = 82 18 23 07, or another client message, becomes when it is wrong
MALFORMED = {
    "empty": "",
    "not-an-array": "182307",
    "map-for-array": "a1182307",
    "text-for-array": "6161",
    "empty-array": "80",
    "no-field": "811823",
    "field-too-many": "8318230708",
    "byte-after-the-end": "8218230700",
    "second-message-after-the-end": "8218230782182307",
    "type-code-0": "820007",
    "type-code-128": "82188007",
    "type-code-unknown": "82186007",
    "type-code-of-the-server": "8218a007",
    "type-code-as-text": "8262333507",
    "type-code-in-two-bytes-too-many": "8219002307",
    "type-code-2-32": "821b000000010000002307",
    "conversation-0": "82182300",
    "conversation-negative": "82182326",
    "conversation-2-63": "8218231b8000000000000000",
    "conversation-2-64-less-1": "8218231bffffffffffffffff",
    "conversation-bignum": "821823c249010000000000000000",
    "conversation-tagged": "821823c107",
    "conversation-self-described": "d9d9f782182307",
    "conversation-half-float": "821823f94700",
    "conversation-nan": "821823f97e00",
    "conversation-double": "821823fb401c000000000000",
    "conversation-undefined": "821823f7",
    "conversation-null": "821823f6",
    "conversation-simple-255": "821823f8ff",
    "conversation-not-shortest-u8": "8218231807",
    "conversation-not-shortest-u64": "8218231b0000000000000007",
    "conversation-as-array": "8218238107",
    "reserved-information-28": "8218231c",
    "indefinite-array": "9f182307ff",
    "indefinite-bytes": "871830075f4800010203040506074808090a0b0c0d0e0fff01181819010043c0ffee",
    "indefinite-text": "82107f626177626179ff",
    "break-alone": "ff",
    "array-claims-2-40": "9b0000010000000000",
    "array-claims-2-63-less-1": "9b7fffffffffffffff",
    "array-claims-501": "9901f5" + "00" * 501,
    "bytes-claim-2-40": "871830075b0000010000000000",
    "bytes-claim-one-more": "8718300751000102030405060708090a0b0c0d0e0f",
    "text-claims-2-31": "82107a80000000",
    "id-of-15-bytes": "87183007" + "4f000102030405060708090a0b0c0d0e" + "01181819010043c0ffee",
    "id-as-text": "87183007" + "70" + "61" * 16 + "01181819010043c0ffee",
    "sealed-empty": "87183007" + "50000102030405060708090a0b0c0d0e0f" + "01181819010040",
    "number-0": "87183007" + "50000102030405060708090a0b0c0d0e0f" + "00181819010043c0ffee",
    "counter-0": "87183007" + "50000102030405060708090a0b0c0d0e0f" + "0118180043c0ffee",
    "read-above-delivered": "841831070506",
    "have-nothing": "82183280",
    "have-sequence-0": "82183281" + "830700" + "50000102030405060708090a0b0c0d0e0f",
    "have-without-id": "82183281" + "820701",
    "presence-unknown": "82106474657374",
    "presence-offline": "8210676f66666c696e65",
    "presence-upper-case": "82106441574159",
    "suite-unknown": "8418200163626f6263524334",
    "suite-lower-case": "8418200163626f626b6165735f3235365f67636d",
    "name-empty": "8418200160f6",
    "name-of-257-bytes": "84182001" + "790101" + "61" * 257 + "f6",
    "name-not-utf-8": "8418200162c328f6",
    "name-overlong-utf-8": "8418200162c0aff6",
    "name-surrogate-in-utf-8": "8418200163eda080f6",
    "name-cut-utf-8": "8418200162e282f6",
    "watching-as-number": "8318220701",
    "list-devices-request-0": "820600",
    "rename-device-0": "8407010061" + "61",
    "rename-device-without-name": "8407010760",
    "rename-device-name-of-257-bytes": "84070107" + "790101" + "61" * 257,
    "rename-device-name-null": "84070107f6",
    "revoke-device-0": "83080100",
    "revoke-device-request-0": "83080007",
    "revoke-device-negative": "83080126",
    "java-serialisation": "aced00057372",
    "json": "5b33352c375d",
}

#   well-formed CBOR, and no message of the server
REFUSED = {
    "welcome-policy-unknown": [129, "maybe", 15],
    "welcome-min-0": [129, "open", 0],
    "welcome-min-2-31": [129, "open", 1 << 31],
    "signed-in-no-suite": [130, 1, "alice", 300, CONNECTION, TOKEN, []],
    "signed-in-tunnel-suite": [130, 1, "alice", 300, CONNECTION, TOKEN, ["CHACHA20_POLY1305"]],
    "signed-in-connection-of-15": [130, 1, "alice", 300, CONNECTION[1:], TOKEN, ["AES_256_GCM"]],
    "signed-in-token-of-33": [130, 1, "alice", 300, CONNECTION, TOKEN + ID[:1], ["AES_256_GCM"]],
    "sign-in-refused-unknown": [131, "because", 0],
    "people-201": [144, [[1, "a", "away"]] * 201],
    "people-person-too-short": [144, [[1, "alice"]]],
    "people-person-too-long": [144, [[1, "alice", "away", 1]]],
    "people-not-a-list": [144, [1, "alice", "away"]],
    "conversation-no-member": [160, 0, 7, "active", "AES_256_GCM", [], 12],
    "conversation-state-unknown": [160, 0, 7, "paused", "AES_256_GCM", [[1, "alice"]], 12],
    "conversation-tunnel-suite": [160, 0, 7, "active", "CHACHA20_POLY1305", [[1, "alice"]], 12],
    "conversation-key-of-31": [161, 7, 3, "AES_128_GCM", TOKEN[1:], 29_500],
    "conversation-key-tunnel-suite": [161, 7, 3, "CHACHA20_POLY1305", TOKEN, 29_500],
    "conversation-key-epoch-0": [161, 7, 0, "AES_128_GCM", TOKEN, 29_500],
    "devices-none": [133, 2, []],
    "devices-201": [133, 2, [[7, "a", 0, 0, True]] * 201],
    "devices-request-0": [133, 0, [[7, "a", 0, 0, True]]],
    "devices-name-empty": [133, 2, [[7, "", 0, 0, True]]],
    "devices-connected-as-number": [133, 2, [[7, "a", 0, 0, 1]]],
    "devices-one-too-short": [133, 2, [[7, "a", 0, True]]],
    "devices-device-0": [133, 2, [[0, "a", 0, 0, True]]],
    "accepted-none": [176, []],
    "accepted-sequence-0": [176, [[7, ID, 0, TIME]]],
    "send-refused-number-0": [177, 7, ID, 0, "epoch-over"],
    "deliver-counter-0": [178, 7, 13, ID, 2, 300, CONNECTION, 3, 0, SEALED, TIME, 1],
    "deliver-one-short": [178, 7, 13, ID, 2, 300, CONNECTION, 3, 256, SEALED, TIME],
    "receipts-none": [179, []],
    "receipts-501": [179, [[7, 1, 300, 13, 12]] * 501],
    "receipt-read-above-delivered": [179, [[7, 1, 300, 12, 13]]],
    "agreed-none": [180, []],
    "agreed-conversation-0": [180, [[0, 6]]],
    "agreed-one-too-long": [180, [[7, 6, ID]]],
    "refused-conversation-0": [224, 0, 0, "try-again", 2_000],
    "of-the-client": [35, 7],
    "nested-5": [179, [[[[[7]]]]]],
}

for name, messages in (("client", CLIENT), ("server", SERVER),
                       ("malformed-server", REFUSED)):
    with open(name + ".txt", "w", newline="\n") as out:
        for title, message in messages.items():
            out.write(title + ": " + cbor(message).hex() + "\n")
with open("malformed-client.txt", "w", newline="\n") as out:
    for title, data in MALFORMED.items():
        out.write((title + ": " + bytes.fromhex(data).hex()).strip() + "\n")
