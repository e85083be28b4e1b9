import { connect } from 'node:net';
import type { Attack, AttackTools } from './attack.ts';
import { badToken } from './packets.ts';

/** An address has a budget of 6,000 such requests a minute; who guesses has to meet its end before long. */
const MAX_GUESSES = 20_000;
/** Sent at once on one connection. */
const BATCH = 200;
const PATIENCE_MS = 10_000;

/** Floods of wrong tokens at `/metrics`, each until it is told to wait: an input is a whole flood. */
export const guesses: Attack = async (inputs, tools) => {
  for (let flood = 0; flood < inputs; flood++) {
    let isStopped = false;
    for (let sent = 0; sent < MAX_GUESSES && !isStopped; sent += BATCH) {
      const statuses = await guess(tools);
      isStopped = statuses.includes(429);
      if (statuses.some((status) => status < 300)) tools.took('a guessed token');
    }
    if (!isStopped) tools.fault(`${MAX_GUESSES} wrong tokens at /metrics and no 429`);
  }
};

/** Sends a batch and waits for its answers. */
const guess = (tools: AttackTools): Promise<number[]> =>
  new Promise((resolve) => {
    const { target, localAddress } = tools;
    const socket = connect({ port: target.port, host: '127.0.0.1', localAddress });
    let answer = '';
    const end = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve([...answer.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status)));
    };
    const timer = setTimeout(end, PATIENCE_MS);
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('latin1');
    });
    socket.on('error', end);
    socket.on('close', end);
    const requests = Array.from({ length: BATCH }, (_, index) => {
      const token = String(badToken(tools)).slice(0, 200).replaceAll(/\s/g, '');
      const connection = index === BATCH - 1 ? 'close' : 'keep-alive';
      return `GET /metrics HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nConnection: ${connection}\r\n\r\n`;
    });
    socket.write(requests.join(''));
  });
