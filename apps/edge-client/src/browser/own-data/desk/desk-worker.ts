import { decodeInBrowser } from './decode-in-browser.ts';
import type { DeskCalls, DeskMethod } from './desk.ts';
import { type DeskAnswer, type DeskCall, toPlainError } from './messages.ts';
import { createDesk } from './run-desk.ts';

const desk = createDesk(decodeInBrowser);

const carryOut = <Method extends DeskMethod>(method: Method, request: unknown) =>
  desk[method](request as never) as ReturnType<DeskCalls[Method]>;

addEventListener('message', async ({ data: { id, method, request } }: MessageEvent<DeskCall>) => {
  const answer: DeskAnswer = await carryOut(method, request).then(
    (result) => ({ id, result }),
    (error: unknown) => ({ id, error: toPlainError(error) }),
  );
  postMessage(answer);
});
