import { frameOf, openRawWebSocket } from '../raw-websocket.ts';
import { type Attack, type AttackTools, pick } from './attack.ts';
import { createBaitEntry } from './enter-bait.ts';
import { mangle } from './strange-values.ts';

/** How many packets one connection gets before the next; most do not live so long. */
const PER_CONNECTION = 10;

/** Without a proof. */
const auth = (token: string) => `40${JSON.stringify({ token, protocolVersions: [1] })}`;

/** Engine.IO and Socket.IO packets that are wrong, from a connection that was let in or was not. */
export const packets: Attack = async (inputs, tools) => {
  const { target, localAddress, random } = tools;
  const enter = await createBaitEntry(tools);
  const samples: readonly string[] = [
    auth(target.baitToken),
    '2["x"]',
    '420["enrol",{"device":{"kind":"node"}}]',
    '451-["sendChunk",{"bytes":{"_placeholder":true,"num":0}}]',
    '4511-["sendChunk",{"_placeholder":true,"num":99}]',
    '452-7["sendChunk",{"_placeholder":true,"num":-1}]',
    `42["enrol"${',0'.repeat(150_000)}]`,
    `42["enrol",${'['.repeat(80_000)}${']'.repeat(80_000)}]`,
    '42["__proto__",{"__proto__":{"x":1}}]',
    '42["error",{}]',
    '42[0]',
    '4399999999999999999999[]',
    '44{"message":"x"}',
    '40/admin,{"token":"x"}',
    '40/nowhere,{}',
    `40/${'n'.repeat(60_000)},{}`,
    '41',
    '5',
    '3',
    '2probe',
    '6',
    'bAAAA',
    '\u0000',
  ];
  for (let sent = 0; sent < inputs; ) {
    const socket = await openRawWebSocket({ ...target, localAddress });
    const entry = random.uniform() < 0.7 ? await enter(socket) : null;
    if (entry !== null) await socket.send(entry);
    for (let i = 0; i < PER_CONNECTION && sent < inputs; i++, sent++) {
      const text = pick(random, samples);
      const bytes = random.uniform() < 0.5 ? Buffer.from(text) : mangle(random, Buffer.from(text));
      await socket.write(oddFrame(random, bytes));
      if (!socket.isOpen()) break;
    }
    socket.close();
  }
};

/** A frame that a browser would not send: wrong opcodes, sizes, masks, fragments, or just text. */
const oddFrame = (random: AttackTools['random'], payload: Uint8Array): Uint8Array => {
  const kind = random.integer(12);
  if (kind === 0) return frameOf(payload, { opcode: random.integer(16) });
  if (kind === 1) return frameOf(payload, { claimedBytes: 2 ** 40 });
  if (kind === 2) return frameOf(payload, { masked: false });
  if (kind === 3) return frameOf(payload, { opcode: 1, final: false });
  if (kind === 4) return frameOf(payload, { reserved: 1 + random.integer(7) });
  if (kind === 5) return frameOf(Buffer.alloc(600_000), { opcode: 2 });
  if (kind === 6) return frameOf(payload.subarray(0, 100), { opcode: 9 });
  return frameOf(payload, { opcode: kind === 7 ? 2 : 1 });
};

/** Tokens that open nothing: forged, cut, old, signed "by no algorithm", of other kinds. */
export const tokens: Attack = async (inputs, tools) => {
  const { target, localAddress, took } = tools;
  for (let sent = 0; sent < inputs; ) {
    const socket = await openRawWebSocket({ ...target, localAddress });
    for (let i = 0; i < 4 && sent < inputs; i++, sent++) {
      const namespace = tools.random.integer(3) === 0 ? '/admin,' : '';
      const token = badToken(tools);
      const message = { token, protocolVersions: [1], proof: badProof(tools) };
      await socket.send(`40${namespace}${JSON.stringify(message)}`);
      const answer = await socket.nextText(/^4[04]/);
      if (answer === null) break;
      if (answer.startsWith('40')) took(`the token ${token}`);
    }
    if (!socket.isOpen()) sent++;
    socket.close();
  }
};

export const badToken = ({ random, target }: Pick<AttackTools, 'random' | 'target'>): unknown => {
  const [body = '', signature = ''] = target.baitToken.split('.');
  const claims = Buffer.from(JSON.stringify({ expiresAt: 9e15 })).toString('base64url');
  const expired = Buffer.from(JSON.stringify({ expiresAt: 1 })).toString('base64url');
  const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
  return pick<unknown>(random, [
    `${expired}.${signature}`,
    `${claims}.${signature}`,
    `${body}.`,
    `${body}.${signature.slice(0, -2)}`,
    `${body}.${signature}.${signature}`,
    `${body}.${signature.toUpperCase()}`,
    `${none}.${claims}.`,
    `${none}.${claims}.${signature}`,
    signature,
    body,
    '.',
    '',
    'x'.repeat(20_000),
    null,
    7,
    [target.baitToken],
    { token: target.baitToken },
  ]);
};

/** Most look like a proof, so that the token is judged. */
const badProof = ({ random }: AttackTools): unknown =>
  pick<unknown>(random, [
    undefined,
    { publicKey: '__proto__', signature: 'x' },
    { publicKey: 'B'.repeat(87), signature: 'A'.repeat(86) },
    { publicKey: 'A'.repeat(87), signature: 'B'.repeat(86) },
    { publicKey: `BA${'A'.repeat(85)}`, signature: '_'.repeat(86) },
    [],
    null,
  ]);

const ORIGINS = [
  'http://evil.example',
  'null',
  'https://127.0.0.1.evil.example',
  'http://127.0.0.1:1',
  'http://127.0.0.1@evil.example',
  'file://',
  'javascript:alert(1)',
  '//',
  'chrome-extension://abc',
];

/** Pages from elsewhere that would speak with the visitor's cookie. */
export const origins: Attack = async (inputs, { target, localAddress, random, took }) => {
  for (let sent = 0; sent < inputs; sent++) {
    const origin = pick(random, ORIGINS);
    const headers = [`Origin: ${origin}`];
    const socket = await openRawWebSocket({ ...target, localAddress, headers });
    if (socket.status === 101) took(`the origin ${origin}`);
    socket.close();
  }
};
