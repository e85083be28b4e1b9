"""A client in Python 3.9 or newer, of the standard library alone. It joins a run by its join link,
trains logistic regression on demo data, sends what it learnt, and ends with the run:

    python3 examples/join.py 'http://localhost:8080/join/#token=…'
"""

import base64
import collections
import hashlib
import json
import math
import os
import random
import re
import secrets
import socket
import ssl
import struct
import sys
import time
import urllib.request
import zlib
from urllib.parse import parse_qs, urlsplit


# region key
# P-256 (SEC 2). Enough for an example: in earnest let a library sign, which keeps its time secret too.
P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)

def add(a, b):
    if a is None or b is None:
        return a or b
    if a[0] == b[0] and a != b:
        return None
    if a == b:
        slope = (3 * a[0] ** 2 - 3) * pow(2 * a[1], -1, P)
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P

def times(factor, point):
    total = None
    while factor:
        if factor & 1:
            total = add(total, point)
        point, factor = add(point, point), factor >> 1
    return total

def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

SECRET = secrets.randbelow(N - 1) + 1
PUBLIC = b"\x04" + b"".join(n.to_bytes(32, "big") for n in times(SECRET, G))

def sign(text):
    """ECDSA with SHA-256, r and s side by side."""
    hashed = int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")
    once = secrets.randbelow(N - 1) + 1
    r = times(once, G)[0] % N
    s = pow(once, -1, N) * (hashed + r * SECRET) % N
    return base64url(r.to_bytes(32, "big") + s.to_bytes(32, "big"))

def prove(connection, token):
    claim = ["tributary client proof", [1], connection, token]
    text = json.dumps(claim, separators=(",", ":"))
    proof = {"publicKey": base64url(PUBLIC), "signature": sign(text)}
    return {"token": token, "protocolVersions": [1], "proof": proof}

# endregion key

# region websocket
class WebSocket:
    """RFC 6455, as far as it is needed: what the coordinator sends comes in one piece each."""

    def __init__(self, url):
        to = urlsplit(url)
        port = to.port or (443 if to.scheme == "https" else 80)
        self.socket = socket.create_connection((to.hostname, port))
        if to.scheme == "https":
            context = ssl.create_default_context()
            self.socket = context.wrap_socket(self.socket, server_hostname=to.hostname)
        self.socket.sendall(
            f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {to.netloc}\r\n"
            "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}\r\n\r\n".encode()
        )
        self.stream = self.socket.makefile("rb")
        if b" 101 " not in self.stream.readline():
            raise ConnectionError("The coordinator opened no websocket.")
        while self.stream.readline() not in (b"\r\n", b""):
            pass

    def send(self, data):
        opcode, data = (1, data.encode()) if isinstance(data, str) else (2, data)
        size = len(data)
        if size < 126:
            head = struct.pack(">BB", 0x80 | opcode, 0x80 | size)
        elif size < 65536:
            head = struct.pack(">BBH", 0x80 | opcode, 0x80 | 126, size)
        else:
            head = struct.pack(">BBQ", 0x80 | opcode, 0x80 | 127, size)
        # Clients must mask; zeros leave the bytes as they are.
        self.socket.sendall(head + bytes(4) + data)

    def read(self):
        while True:
            head = self.stream.read(2)
            if len(head) < 2 or head[0] & 15 == 8:
                raise ConnectionError("The coordinator closed the connection.")
            size = head[1]
            if size >= 126:
                size = int.from_bytes(self.stream.read(2 if size == 126 else 8), "big")
            data = self.stream.read(size)
            if head[0] & 15 == 1:
                return data.decode()

# endregion websocket

# region events
class Connection:
    """Socket.IO 4 over Engine.IO 4: a digit for each of the two layers, then JSON."""

    def __init__(self, url, token):
        self.web = WebSocket(url)
        self.events = collections.deque()
        self.asked = 0
        session = json.loads(self.web.read()[1:])  # 0{"sid":…}
        self.web.send("40" + json.dumps(prove(session["sid"], token)))
        kind, _, answer = self.packet()
        if kind != "0":
            raise ConnectionError(answer["data"]["message"])

    def packet(self):
        """The next packet: its kind, the number that it answers, and what it says."""
        while True:
            text = self.web.read()
            if text == "2":
                self.web.send("3")
                continue
            kind, number, body = re.fullmatch(r"4(\d)(\d*)(.*)", text, re.S).groups()
            return kind, number, json.loads(body or "null")

    def next_event(self):
        while not self.events:
            kind, _, said = self.packet()
            if kind == "2":
                self.events.append(said)
        return self.events.popleft()

    def ask(self, name, message, attachment=None):
        """Sends an event and waits for its answer; events that come first are kept for later."""
        self.asked += 1
        head = "42" if attachment is None else "451-"
        self.web.send(f"{head}{self.asked}{json.dumps([name, message])}")
        if attachment is not None:
            self.web.send(attachment)
        while True:
            kind, number, said = self.packet()
            if kind == "3" and number == str(self.asked):
                return said[0]
            if kind == "2":
                self.events.append(said)

# endregion events

# region frames
def read_frame(data):
    """The manifest and the weights of a frame with float32 (SPEC §3)."""
    (size,) = struct.unpack_from("<I", data, 4)
    header = json.loads(data[8 : 8 + size])
    payload = data[8 + size :]
    if data[:4] != b"TRB1" or f"{zlib.crc32(payload):08x}" != header["crc32"]:
        raise ValueError("The frame is damaged.")
    if header["encoding"] != PLAIN:
        raise ValueError("This example reads plain frames only.")
    return header["manifest"], list(struct.unpack(f"<{len(payload) // 4}f", payload))

def write_frame(manifest, delta):
    payload = struct.pack(f"<{len(delta)}f", *delta)
    header = {"kind": "delta", "encoding": PLAIN, "manifest": manifest}
    header |= {"payloadBytes": len(payload), "crc32": f"{zlib.crc32(payload):08x}"}
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return b"TRB1" + struct.pack("<I", len(text)) + text + payload

PLAIN = [{"name": "float32", "params": {}}]

def digest(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()

# endregion frames

# region training
def train(weights, examples, plan):
    """Softmax regression by SGD: the kernel [pixels, classes] row by row, then the bias."""
    work, weights = plan["work"], list(weights)
    classes = len(weights) // (len(examples[0][0]) + 1)
    bias, steps = len(weights) - classes, 0
    for epoch in range(work["epochs"]):
        order = random.Random(plan["seed"] + epoch).sample(examples, len(examples))
        for first in range(0, len(order), work["batchSize"]):
            batch = order[first : first + work["batchSize"]]
            rate, steps, changes = work["learningRate"] / len(batch), steps + 1, collections.Counter()
            for pixels, label in batch:
                inked = [(at, value) for at, value in enumerate(pixels) if value]
                logits = weights[bias:]
                for at, value in inked:
                    for each in range(classes):
                        logits[each] += value * weights[at * classes + each]
                highest = max(logits)
                powers = [math.exp(logit - highest) for logit in logits]
                total = sum(powers)
                for each in range(classes):
                    error = powers[each] / total - (each == label)
                    changes[bias + each] += error
                    for at, value in inked:
                        changes[at * classes + each] += value * error
            for at, change in changes.items():
                weights[at] -= rate * change
    return weights, steps

# endregion training

# region round
def take_part(connection, plan, examples):
    """One round plan, from the model to the coordinator's verdict (SPEC §2, §4, §5)."""
    key = {"runId": plan["runId"], "round": plan["round"]}
    model = get(f"/api/checkpoints/{plan['checkpoint']}")
    if digest(model) != plan["checkpoint"]:
        return connection.ask("declineRound", {**key, "reason": "the model came damaged"})
    upload = plan["upload"]
    if upload["stages"] != PLAIN or upload["noise"] or plan["work"]["method"]["name"] != "sgd":
        return connection.ask("declineRound", {**key, "reason": "this client knows plain SGD only"})
    manifest, before = read_frame(model)
    began = time.monotonic()
    after, steps = train(before, examples, plan)
    frame = write_frame(manifest, [b - a for a, b in zip(before, after)])
    metrics = {"steps": steps, "trainMs": 1000 * (time.monotonic() - began), "backend": "python"}
    offer = {**key, "digest": digest(frame), "payloadBytes": len(frame)}
    answer = connection.ask("offerUpdate", {**offer, "numExamples": len(examples), "metrics": metrics})
    while answer["ok"] and answer["status"] == "send":
        at = answer["offset"]
        place = {"_placeholder": True, "num": 0}
        chunk = {**key, "digest": offer["digest"], "offset": at, "bytes": place}
        answer = connection.ask("sendChunk", chunk, frame[at : at + 256 * 1024])
    return answer

# endregion round

# region main
def get(path):
    request = urllib.request.Request(URL + path, headers={"authorization": f"Bearer {TOKEN}"})
    with urllib.request.urlopen(request) as response:
        return response.read()

def demo_examples(run_id):
    """One shard of the demo data, as idx files of bytes and of 32-bit integers or bytes."""
    shards = f"/api/runs/{run_id}/shards"
    shard = random.randrange(json.loads(get(shards))["numPartitions"])
    images, labels = (get(f"{shards}/{shard}/{part}.idx") for part in ("images", "labels"))
    count = int.from_bytes(images[4:8], "big")
    pixels, start = images[4 + 4 * images[3] :], 4 + 4 * labels[3]
    size, width = len(pixels) // count, 1 if labels[2] == 8 else 4
    return [
        (
            [byte / 255 for byte in pixels[at * size : (at + 1) * size]],
            int.from_bytes(labels[start + at * width : start + (at + 1) * width], "big"),
        )
        for at in range(count)
    ]

def main():
    runs = json.loads(get("/api/join"))["runs"]
    run = next(run for run in runs if run["task"]["model"] == "logistic-regression")
    examples = demo_examples(run["runId"])
    connection = Connection(URL, TOKEN)
    device = {"kind": "node", "name": "Python", "backend": None}
    print("enrolled as", connection.ask("enrol", {"device": device})["clientId"], flush=True)
    while True:
        name, message = connection.next_event()
        if name == "refused":
            sys.exit(message["message"])
        if name == "runChanged" and message["status"] in ("completed", "stopped", "failed"):
            return print(message["name"], message["status"])
        if name == "roundPlan" and message["runId"] == run["runId"]:
            answer = take_part(connection, message, examples)
            print(f"round {message['round']}:", answer.get("status") or answer, flush=True)


link = urlsplit(sys.argv[1])
URL, TOKEN = f"{link.scheme}://{link.netloc}", parse_qs(link.fragment)["token"][0]
main()
# endregion main
