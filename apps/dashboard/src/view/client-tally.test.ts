import { replayRun } from '@tributary/rounds';
import { expect, it } from 'vitest';
import {
  committed,
  exampleConfig,
  exampleEvents,
  logged,
  reported,
} from '../testing/example-run.ts';
import { tallyClients } from './client-tally.ts';

const work = { epochs: 1, batchSize: 10 };
const { history } = replayRun(
  logged([
    ...exampleEvents,
    reported('edge-1', 2),
    { type: 'updateRejected', clientId: 'edge-2', round: 2, code: 'not-finite' },
    { ...reported('edge-10', 2), metrics: { steps: 0, trainMs: 0, backend: 'wasm' } },
    ...committed(2, 0.8),
  ]),
  exampleConfig,
);

it('counts what each client did, and how fast it was when it last told', () => {
  const { clients } = tallyClients(history, work);
  const speed = 120 / 4.2;
  expect(clients.get('edge-1')).toEqual({
    ...{ asked: 2, counted: 2, refused: 0, lastRound: 2, examplesPerSecond: speed },
    backend: 'wasm',
  });
  expect(clients.get('edge-2')).toMatchObject({ counted: 1, refused: 1, lastRound: 1 });
  expect(clients.get('edge-10')).toMatchObject({ lastRound: 2, examplesPerSecond: speed });
});

it('goes on from an earlier state of the same run, and starts anew for another', () => {
  const first = tallyClients(history.slice(0, 1), work);
  expect(tallyClients(history, work, first)).toEqual(tallyClients(history, work));
  expect(first.clients.get('edge-1')?.asked).toBe(1);
  expect(tallyClients(history.slice(0, 1), work, first)).toBe(first);
  const other = tallyClients([...history.slice(1), ...history.slice(0, 1)], work);
  expect(tallyClients(history, work, other)).toEqual(tallyClients(history, work));
});
