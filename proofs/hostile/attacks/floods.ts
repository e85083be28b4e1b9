import { connect, type Socket } from 'node:net';
import { frameOf, openRawWebSocket } from '../raw-websocket.ts';
import { type Attack, pick } from './attack.ts';
import { createBaitEntry } from './enter-bait.ts';

/** As much as the connection takes, from clients that were let in: none of it is read for long. */
export const floods: Attack = async (inputs, tools) => {
  const { target, localAddress, random } = tools;
  const enter = await createBaitEntry(tools);
  let entered = 0;
  for (let sent = 0; sent < inputs; sent++) {
    const socket = await openRawWebSocket({ ...target, localAddress });
    const entry = await enter(socket);
    if (entry !== null) await socket.send(entry);
    if ((await socket.nextText(/^4[04]/))?.startsWith('40')) entered++;
    if (random.uniform() < 0.2) socket.stall();
    const message = pick(random, [
      '42["progress",{}]',
      '427["declineRound",{"runId":"nowhere","round":1,"reason":""}]',
      `42["nonsense","${'z'.repeat(2_000)}"]`,
      '3',
    ]);
    const frame = random.uniform() < 0.1 ? frameOf('', { opcode: 9 }) : frameOf(message);
    for (let i = 0; i < 3_000 && sent < inputs && socket.isOpen(); i++, sent++) {
      await socket.write(frame);
      // A flood breathes only now and then; else it would not hear that it was cut off.
      if (i % 500 === 499) await new Promise((resolve) => setImmediate(resolve));
    }
    socket.close();
  }
  // Refused ones would prove nothing.
  if (inputs > 0 && entered === 0) tools.fault('no client was let in');
};

const SLOW = [
  'GET / HTTP/1.1\r\nHost: x\r\nX-A: ',
  'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n{',
  '',
];
const DRIP_MS = 500;
const HELD_MS = 12_000;

/** Connections that say a byte now and then and never come to an end; all are held at once. */
export const slowLoris: Attack = async (inputs, { target, localAddress, random }) => {
  const held: Socket[] = [];
  for (let sent = 0; sent < inputs; sent++) {
    const socket = connect({ port: target.port, host: '127.0.0.1', localAddress });
    socket.on('error', () => {});
    socket.write(pick(random, SLOW));
    held.push(socket);
    if (sent % 50 === 49) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const timer = setInterval(() => {
    for (const socket of held) if (!socket.destroyed) socket.write('x');
  }, DRIP_MS);
  const heldMs = Math.min(HELD_MS, 100 * inputs);
  await new Promise((resolve) => setTimeout(resolve, heldMs));
  clearInterval(timer);
  for (const socket of held) socket.destroy();
};
