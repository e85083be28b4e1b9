import { expect, it } from 'vitest';
import { runResult } from './run-result.ts';

const federated = { round: 3, accuracy: 0.5, loss: 1, clients: 4 };

it('is what the coordinator measured, and what the clients did where it could not', () => {
  expect(runResult({ accuracy: 0.75, loss: 0.25, federated })).toEqual({
    ...{ score: '75.0\u00a0%', note: null },
  });
  expect(runResult({ accuracy: null, loss: null, federated })).toEqual({
    ...{ score: '50.0\u00a0%', note: 'by the clients' },
  });
  expect(runResult({ accuracy: null, loss: null, federated: null })).toEqual({
    ...{ score: '–', note: null },
  });
});
