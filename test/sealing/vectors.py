"""Known answers for the sealing module, worked out a second time in another language and with another library.

Nothing here was taken from functions/sealing: the script follows the written scheme (RFC 5869, 3394, 7516, 8017,
Luhn mod N) so that a slip in our code cannot be a slip in its own expected values. Every input is fixed; a second
run writes the same bytes. The private key below is made from a public sentence and must never guard anything.

  python3 -m venv /tmp/vectors && /tmp/vectors/bin/pip install cryptography
  /tmp/vectors/bin/python test/sealing/vectors.py        # writes test/sealing/vectors.json
"""

import hashlib
import hmac
import json
import zlib
from base64 import urlsafe_b64encode
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import aes_key_wrap

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SIZES = [kib * 1024 for kib in (2, 5, 10, 20, 40, 80)]


def b64(octets):
    return urlsafe_b64encode(octets).rstrip(b"=").decode()


def sha(octets):
    return hashlib.sha256(octets).digest()


def fixed(label, length):
    """Bytes that look random and are the same in every run."""
    return hashlib.shake_256(b"la-chan test vectors: " + label.encode()).digest(length)


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def hkdf(secret, salt, use, length):
    return HKDF(SHA256(), length, salt, b"la-chan/1/" + use.encode()).derive(secret)


# Receipt ---------------------------------------------------------------------------------------------------------


def receipt_text(octets):
    bits = "".join(f"{octet:08b}" for octet in octets)
    values = [int(bits[at : at + 5], 2) for at in range(0, 120, 5)]
    total = 0
    for place, value in enumerate(reversed(values)):
        addend = value * (2 if place % 2 == 0 else 1)
        total += addend // 32 + addend % 32
    values.append((32 - total % 32) % 32)
    text = "".join(ALPHABET[value] for value in values)
    return "-".join(text[at : at + 5] for at in range(0, 25, 5))


def receipt_vector(octets):
    credential = hkdf(octets, b"", "mailbox", 32)
    return {
        "bytes": octets.hex(),
        "text": receipt_text(octets),
        "credential": credential.hex(),
        "handle": sha(credential).hex(),
        "wrapping": hkdf(octets, b"", "wrap", 32).hex(),
        "fingerprintKey": hkdf(octets, b"", "fingerprint", 32).hex(),
    }


# Frames ----------------------------------------------------------------------------------------------------------


def padded(content):
    size = next(size for size in SIZES if size >= len(content) + 4)
    return len(content).to_bytes(4, "big") + content + bytes(size - 4 - len(content))


def use_key(secret, salt, use):
    output = hkdf(secret, salt, use, 48)
    return output[:32], output[32:]


def frame_of(plain, keys, label, nonce, **changed):
    """One frame around `plain` as it stands; `changed` puts something else in the header."""
    key, commit = keys
    header = {"alg": "dir", "enc": "A256GCM", "v": 1, "commit": commit.hex(), **label, **changed}
    octets = compact(header)
    sealed = AESGCM(key).encrypt(nonce, plain, b64(octets).encode())
    return len(octets).to_bytes(2, "big") + octets + nonce + sealed[-16:] + sealed[:-16]


# Office key ------------------------------------------------------------------------------------------------------

SMALL_PRIMES = [n for n in range(3, 2000, 2) if all(n % d for d in range(3, int(n**0.5) + 1, 2))]


def probably_prime(n):
    if any(n % small == 0 for small in SMALL_PRIMES):
        return False
    odd, twos = n - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for witness in SMALL_PRIMES[:40]:
        x = pow(witness, odd, n)
        if x in (1, n - 1):
            continue
        if not any((x := x * x % n) == n - 1 for _ in range(twos - 1)):
            return False
    return True


def prime_from(label):
    n = int.from_bytes(fixed(label, 256), "big") | (3 << 2046) | 1
    while not (n % 65537 != 1 and probably_prime(n)):
        n += 2
    return n


def office_key():
    p, q, e = prime_from("p"), prime_from("q"), 65537
    d = pow(e, -1, (p - 1) * (q - 1))
    crt = rsa.rsa_crt_dmp1(d, p), rsa.rsa_crt_dmq1(d, q), rsa.rsa_crt_iqmp(p, q)
    numbers = rsa.RSAPrivateNumbers(p, q, d, *crt, rsa.RSAPublicNumbers(e, p * q))
    parts = dict(n=p * q, e=e, d=d, p=p, q=q, dp=crt[0], dq=crt[1], qi=crt[2])
    jwk = {name: b64(n.to_bytes((n.bit_length() + 7) // 8, "big")) for name, n in parts.items()}
    return numbers.private_key(), {"kty": "RSA", **jwk}


def mask(seed, length):
    blocks = b"".join(sha(seed + count.to_bytes(4, "big")) for count in range(length // 32 + 1))
    return blocks[:length]


def xor(a, b):
    return bytes(x ^ y for x, y in zip(a, b, strict=True))


def oaep_wrap(key, secret, seed):
    """RFC 8017 section 7.1.1 by hand, because a library will not let the seed be fixed."""
    numbers = key.public_key().public_numbers()
    block = sha(b"") + bytes(512 - len(secret) - 66) + b"\x01" + secret
    hidden = xor(block, mask(seed, len(block)))
    encoded = b"\x00" + xor(seed, mask(hidden, 32)) + hidden
    wrap = pow(int.from_bytes(encoded, "big"), numbers.e, numbers.n).to_bytes(512, "big")
    assert key.decrypt(wrap, padding.OAEP(padding.MGF1(SHA256()), SHA256(), None)) == secret
    return wrap


# One box with all that can lie in it -----------------------------------------------------------------------------

RECEIPT = fixed("receipt", 15)
SECRET = fixed("case secret", 32)
WORK_KEY = fixed("work key", 32)
HANDLE = sha(hkdf(RECEIPT, b"", "mailbox", 32))
FACTS = {"agency": "so-noi-vu", "position": "OFFICIAL", "breach": "gift-taking", "avoid": False, "form": 1}
NARRATIVE = "Chiều thứ sáu, ông ấy đòi thêm “phí trà nước” trước khi đóng dấu.\nTôi có giữ tờ biên nhận."
ABOUT = "Nguyễn Văn Ẩn Danh, chuyên viên phòng Một cửa"
LABEL = {"box": b64(HANDLE)}


def report_vector(narrative, about, facts, name):
    keys = use_key(SECRET, HANDLE, "report")
    body, side = [
        frame_of(padded(text.encode()), keys, {"typ": typ, **LABEL, "n": 0, **facts}, fixed(f"{name} {typ}", 12))
        for typ, text in (("report", narrative), ("about", about))
    ]
    content = [*(facts[fact] for fact in ("agency", "position", "breach", "avoid", "form")), narrative, about]
    fingerprint = hmac.new(hkdf(RECEIPT, b"", "fingerprint", 32), compact(content), "sha256").digest()
    return {
        "facts": facts,
        "narrative": narrative,
        "about": about,
        "body": b64(body),
        "aboutFrame": b64(side),
        "fingerprint": fingerprint.hex(),
    }, body


def message_chain(direction, before, texts):
    vectors = []
    for n, (seen, text) in enumerate(texts, start=1):
        prev = sha(before) if before else b""
        label = {"typ": "message", **LABEL, "n": n, "prev": b64(prev), "seen": seen}
        keys = use_key(SECRET, HANDLE, direction)
        before = frame_of(padded(compact(text)), keys, label, fixed(f"{direction} {n}", 12))
        vectors.append(
            {"direction": direction, "n": n, "previous": prev.hex(), "seen": seen, "text": text, "frame": b64(before)}
        )
    return vectors


def words_vector(kind, record, n, content):
    keys = use_key(WORK_KEY, record.encode(), kind)
    frame = frame_of(padded(compact(content)), keys, {"typ": kind, "box": record, "n": n}, fixed(kind + record, 12))
    return {"typ": kind, "record": record, "n": n, "content": content, "frame": b64(frame)}


def deflated(octets):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(octets) + packer.flush()


def forgeries():
    """Frames that only a holder of the key could make, each wrong in one thing; the place is a unit's first message."""
    keys = use_key(SECRET, HANDLE, "from-unit")
    other = use_key(SECRET, HANDLE, "from-reporter")
    label = {"typ": "message", **LABEL, "n": 1, "prev": "", "seen": 0}
    good = padded(compact({"body": "Đã nhận."}))
    cases = {
        "sound": (good, {}),
        "commitOfAnotherUse": (good, {"commit": other[1].hex()}),
        "commitInCapitals": (good, {"commit": keys[1].hex().upper()}),
        "commitMissing": (good, {"commit": None}),
        "commitShort": (good, {"commit": keys[1].hex()[:-2]}),
        "otherVersion": (good, {"v": 2}),
        "otherKind": (good, {"typ": "report"}),
        "otherBox": (good, {"box": b64(sha(b"another box"))}),
        "otherNumber": (good, {"n": 2}),
        "numberAsText": (good, {"n": "1"}),
        "otherPrevious": (good, {"prev": b64(sha(b"another frame"))}),
        "otherEncryption": (good, {"enc": "A128GCM"}),
        "otherAlgorithm": (good, {"alg": "A256KW"}),
        "compressed": (deflated(good), {"zip": "DEF"}),
        "criticalUnknown": (good, {"crit": ["la-chan"], "la-chan": 1}),
        "unknownSize": (good + bytes(1), {}),
        "emptyPlain": (b"", {}),
        "lengthBeyondEnd": ((2045).to_bytes(4, "big") + good[4:], {}),
        "lengthTooShort": ((int.from_bytes(good[:4], "big") - 1).to_bytes(4, "big") + good[4:], {}),
        "tailNotZero": (good[:-1] + b"\x01", {}),
        "notUtf8": (padded(b'{"body":"\xff\xfe"}'), {}),
        "notJson": (padded(b"body"), {}),
        "nullContent": (padded(b"null"), {}),
        "bodyNotText": (padded(b'{"body":7}'), {}),
        "stateNotText": (padded(b'{"body":"a","state":7}'), {}),
        "promisedNotText": (padded(b'{"body":"a","promised":["2026-12-04"]}'), {}),
        "seenMissing": (good, {"seen": None}),
    }
    frames = {}
    for name, (plain, changed) in cases.items():
        frames[name] = b64(frame_of(plain, keys, label, fixed("forged " + name, 12), **changed))
    facts = {"typ": "report", **LABEL, "n": 0, **FACTS}
    report = use_key(SECRET, HANDLE, "report")
    frames["reportNotUtf8"] = b64(frame_of(padded(b"\xc3\x28"), report, facts, fixed("forged report", 12)))
    two = frame_of(good, other, label, fixed("forged wrongKeyRightCommit", 12), commit=keys[1].hex())
    frames["wrongKeyRightCommit"] = b64(two)
    return frames


def main():
    receipts = [bytes(15), b"\xff" * 15, bytes(range(15)), RECEIPT, *(fixed(f"receipt {n}", 15) for n in range(8))]
    private, jwk = office_key()
    report, body = report_vector(NARRATIVE, ABOUT, FACTS, "plain")
    odd_facts = {**FACTS, "position": "HEAD", "avoid": True, "form": 2}
    odd, _ = report_vector('"ngoặc" \\ \t\u2028 e\u0302\u0301 \U0001f6e1 \x7f ' + "ữ" * 900, "", odd_facts, "odd")
    uses = ["report", "from-reporter", "from-unit", "file/0", "file/a1b2c3"]
    records = {"note": "GL-2026-7K3M", "plan": "đề-xuất-41"}
    reporter_says = [(0, {"body": "Tôi bổ sung: có hai người chứng kiến."}), (1, {"body": "Cảm ơn."})]
    unit_says = [
        (0, {"body": "Cơ quan đã nhận.", "state": "SCREENING", "promised": "2026-12-04"}),
        (2, {"body": "Đang xác minh.", "state": "VERIFYING", "promised": "2026-12-31"}),
    ]
    lengths = [0, 1, 100, *(size + step for size in SIZES for step in (-5, -4, -3)), 33000]
    pattern = bytes(at % 251 for at in range(SIZES[-1]))
    vectors = {
        "receipts": [receipt_vector(octets) for octets in receipts],
        "useKeys": [
            {"secret": secret.hex(), "salt": salt.hex(), "use": use, "key": key.hex(), "commit": commit.hex()}
            for secret, salt, use in [
                *((SECRET, HANDLE, use) for use in uses),
                *((WORK_KEY, record.encode(), use) for use, record in records.items()),
            ]
            for key, commit in [use_key(secret, salt, use)]
        ],
        "padding": [
            {"length": n, "padded": len(padded(pattern[:n])), "sha256": sha(padded(pattern[:n])).hex()}
            for n in lengths
            if n + 4 <= SIZES[-1]
        ],
        "case": {
            "receipt": RECEIPT.hex(),
            "secret": SECRET.hex(),
            "workKey": WORK_KEY.hex(),
            "handle": HANDLE.hex(),
            "receiptWrap": aes_key_wrap(hkdf(RECEIPT, b"", "wrap", 32), SECRET).hex(),
            "officeWrap": b64(oaep_wrap(private, SECRET, fixed("oaep seed", 32))),
        },
        "testOnlyOfficeKey": jwk,
        "reports": [report, odd],
        "messages": [
            *message_chain("from-reporter", body, reporter_says),
            *message_chain("from-unit", b"", unit_says),
        ],
        "words": [
            words_vector("note", records["note"], 3, {"text": "Đã gọi cho phòng Một cửa."}),
            words_vector("plan", records["plan"], 0, {"title": "Thử cách làm mới", "steps": {"đầu": "một", "sau": "hai"}}),
        ],
        "forged": forgeries(),
    }
    target = Path(__file__).with_name("vectors.json")
    target.write_text(json.dumps(vectors, ensure_ascii=True, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
