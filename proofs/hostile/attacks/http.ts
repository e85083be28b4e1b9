import { connect } from 'node:net';
import { type Attack, type AttackTools, pick } from './attack.ts';
import { badToken } from './packets.ts';
import { strangeValue } from './strange-values.ts';

/** Requests that wait for the rest of themselves are left so soon; slow ones are another attack. */
const PATIENCE_MS = 500;

/** Routes that only admins or invited clients may use; none of them may answer a stranger with success. */
const GUARDED = ['GET /api/runs', 'POST /api/runs', 'GET /api/clients', 'POST /api/join-tokens'];
const GUARDED_RUN = [
  '',
  '/checkpoints',
  '/start',
  '/stop',
  '/pause',
  '/shards',
  '/shards/0/images.idx',
];
const OPEN = ['/', '/join/', '/docs', '/docs/json', '/api/health', '/api/session', '/metrics'];
const TRAVERSALS = [
  '/../../etc/passwd',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/assets/..%2f..%2fpackage.json',
  '/join/..%5c..%5cpackage.json',
  '/docs/static/%2e%2e/%2e%2e/package.json',
  '/api/checkpoints/..%2f..%2fspool',
  '//evil.example/%2e%2e',
  '/%00',
  '/%ff%fe',
  '/\ud83d',
];

/** Requests to every route, with all that is wrong with requests. */
export const http: Attack = async (inputs, tools) => {
  for (let sent = 0; sent < inputs; sent++) await sendBadRequest(tools);
};

const sendBadRequest = async (tools: AttackTools): Promise<void> => {
  const { text, isGuarded } = badRequest(tools);
  const answer = await exchange(tools, text);
  const statuses = [...answer.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
  for (const status of statuses) {
    if (status >= 500 && status !== 503 && status !== 505)
      tools.fault(`${status}: ${text.slice(0, 200)}`);
    if (isGuarded && status < 300) tools.took(text.slice(0, 200));
  }
  if (/root:.*:0:0:/.test(answer)) tools.took(`read a file: ${text.slice(0, 200)}`);
};

interface BadRequest {
  readonly text: string;
  /** Whether success would mean that somebody got in. */
  readonly isGuarded: boolean;
}

const badRequest = (tools: AttackTools): BadRequest => {
  const { random, target } = tools;
  const kind = random.integer(7);
  if (kind <= 2) {
    const run = `${pick(random, ['GET', 'POST'])} /api/runs/${target.honestRunId}${pick(random, GUARDED_RUN)}`;
    const route = random.integer(2) === 0 ? pick(random, GUARDED) : run;
    const body = route.startsWith('POST') ? JSON.stringify(strangeValue(random) ?? {}) : '';
    return {
      text: request(respell(tools, route), [...credentials(tools), ...typeOf(tools)], body),
      isGuarded: true,
    };
  }
  if (kind === 3) {
    const body = JSON.stringify({ token: badToken(tools) });
    return {
      text: request(respell(tools, 'POST /api/session'), typeOf(tools), body),
      isGuarded: true,
    };
  }
  if (kind === 4) return { text: request(`GET ${pick(random, TRAVERSALS)}`), isGuarded: false };
  if (kind === 5) {
    const range = pick(random, [
      'bytes=-',
      'bytes=9-1',
      'bytes=0-99999999999999999999',
      'bytes=0-0,1-1',
      'x',
    ]);
    const digest = pick(random, [target.checkpoint, `sha256:${'f'.repeat(64)}`, '..', 'sha256:']);
    return {
      text: request(`GET /api/checkpoints/${digest}`, [`Range: ${range}`]),
      isGuarded: false,
    };
  }
  return { text: brokenRequest(tools), isGuarded: false };
};

/** The same address, or nearly, written as a guard might not expect it. */
const respell = ({ random }: AttackTools, route: string): string => {
  const at = route.indexOf('/') + 1 + random.integer(route.length - route.indexOf('/') - 1);
  const code = (route.codePointAt(at) ?? 0).toString(16);
  const [before, after] = [route.slice(0, at), route.slice(at + 1)];
  return pick(random, [
    route,
    `${before}%${code}${after}`,
    `${before}%${code.toUpperCase()}${after}`,
    `${before}%25${code}${after}`,
    `${route}#`,
    `${route}#/../healthz`,
    `${route}%23x`,
    `${route}?x#/healthz`,
    `${route};x=1`,
    `${route}/`,
    route.replace('/api', '//api'),
    route.replace('/api', '/healthz/../api'),
    route.replace('/', 'http://127.0.0.1/'),
  ]);
};

const request = (route: string, headers: readonly string[] = [], body = ''): string => {
  const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
  const lines = ['Host: 127.0.0.1', 'Connection: close', ...headers, ...length];
  return `${route} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
};

const credentials = (tools: AttackTools): string[] => {
  const token = String(badToken(tools)).slice(0, 4_000);
  return pick(tools.random, [
    [],
    [`Authorization: Bearer ${token}`],
    [`Authorization: Basic ${Buffer.from('admin:admin').toString('base64')}`],
    [`Cookie: tributary-session=${encodeURIComponent(`9999999999999.${token}`)}`],
    ['Cookie: tributary-session=s%3A1.x; tributary-session=2; __proto__=1'],
    [`Authorization: Bearer ${tools.target.baitToken}`],
  ]);
};

const typeOf = ({ random }: AttackTools): string[] =>
  pick(random, [
    ['Content-Type: application/json'],
    ['Content-Type: text/plain'],
    ['Content-Type: application/x-www-form-urlencoded'],
    ['Content-Type: multipart/form-data; boundary=x'],
    ['Content-Type: application/json; charset=utf-7'],
    ['Content-Type: \u0001'],
    [],
  ]);

/** What a parser might stumble over, or read otherwise than a proxy before it. */
const brokenRequest = ({ random, target }: AttackTools): string =>
  pick(random, [
    'GET / HTTP/9.9\r\n\r\n',
    'GET /\r\n\r\n',
    '\r\n\r\n\r\n',
    '\u0016\u0003\u0001\u0002\u0000',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    request('BREW /api/runs'),
    request(`GET ${pick(random, OPEN)}`, [`X: ${'y'.repeat(40_000)}`]),
    request(
      `GET ${pick(random, OPEN)}`,
      Array.from({ length: 500 }, (_, i) => `X-${i}: 1`),
    ),
    request(`GET /${'a'.repeat(30_000)}`),
    request('POST /api/session', ['Content-Type: application/json'], 'x'.repeat(300_000)),
    request('POST /api/session', ['Content-Type: application/json'], `${'['.repeat(60_000)}`),
    request('POST /api/session', ['Content-Type: application/json'], '{"__proto__":{"token":1}}'),
    `POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/runs HTTP/1.1\r\nHost: x\r\n\r\n`,
    `POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n{}`,
    `POST /api/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFF\r\nx`,
    `GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n`,
    'GET / HTTP/1.1\r\n\r\n',
    request('GET /socket.io/?EIO=4&transport=polling'),
    request('GET /socket.io/?EIO=3&transport=websocket', ['Upgrade: websocket']),
    request('GET /socket.io/?EIO=4&transport=websocket&sid=__proto__', ['Upgrade: websocket']),
    request('GET /socket.io/socket.io.js'),
    request(`GET /api/runs/${encodeURIComponent(`${target.honestRunId}\u0000`)}`),
    request('OPTIONS *'),
    request('CONNECT evil.example:80'),
  ]);

/** Sends bytes and collects what comes back until the other side ends it, or too long. */
const exchange = ({ target, localAddress }: AttackTools, text: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect({ port: target.port, host: '127.0.0.1', localAddress });
    let answer = '';
    const end = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(end, PATIENCE_MS);
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('latin1');
      if (answer.length > 100_000) end();
    });
    socket.on('error', end);
    socket.on('close', end);
    // As characters of one byte, so that what is no UTF-8 arrives as it is.
    socket.write(Buffer.from(text, 'latin1'));
  });
