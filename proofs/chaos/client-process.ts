/** Several scripted clients in one process, which may be killed at any time. */
import { join } from 'node:path';
import { createVolatileMemories, type FinishedUpdate, joinRun } from '@tributary/client';
import { createFileIdentityStore, createFileUpdates } from '@tributary/client/node';
import type { Trainer } from '@tributary/trainer';
import { type JournalEntry, writeJournal } from './journal.ts';
import { EXAMPLES, scriptedDelta } from './scripted-delta.ts';

interface Order {
  readonly url: string;
  readonly token: string;
  readonly folder: string;
  readonly names: readonly string[];
}

const order: Order = JSON.parse(process.argv[2] ?? '{}');

const createScriptedTrainer = (note: (entry: JournalEntry) => void): Trainer => ({
  prepare: async () => ({ backend: 'cpu', stepMs: 0, reason: 'It is scripted.', tried: [] }),
  load: async () => undefined,
  train: async ({ weights, seed }) => {
    note({ type: 'training', seed: Number(seed) });
    return {
      delta: scriptedDelta(Number(seed), weights.length),
      numExamples: EXAMPLES,
      metrics: { lossBefore: 1, lossAfter: 1, accuracyBefore: 0, accuracyAfter: 0 },
      steps: 1,
      trainMs: 1,
    };
  },
  evaluate: async () => ({ loss: 0, accuracy: 0, numExamples: 0 }),
  predict: async () => ({ outputs: new Float32Array(0), width: 1 }),
  close: async () => undefined,
});

/** The very stores of the Node client, which also write the journal. */
const startClient = (name: string): void => {
  const path = join(order.folder, name);
  const note = writeJournal(order.folder, name);
  const updates = createFileUpdates(path);
  let told = 0;
  let known = '';
  joinRun({
    url: order.url,
    token: order.token,
    device: { kind: 'node', name },
    trainer: createScriptedTrainer(note),
    data: async () => ({
      ...{ numExamples: 1, featureShape: [28, 28, 1] },
      ...{ features: new Uint8Array(784), labels: new Int32Array(1) },
    }),
    identities: createFileIdentityStore(`${path}.json`, order.url),
    memories: createVolatileMemories(),
    updates: {
      ...updates,
      save: async (runId, update: FinishedUpdate) => {
        await updates.save(runId, update);
        const { round, seed, digest } = update;
        note({ type: 'finished', runId, round, seed, digest });
      },
    },
    onState: ({ contributions, clientId }) => {
      if (clientId !== null && clientId !== known) {
        known = clientId;
        note({ type: 'known', clientId });
      }
      for (const { outcome, runId, round } of contributions.slice(told)) {
        if (outcome === 'accepted') note({ type: 'accepted', runId, round });
      }
      told = contributions.length;
    },
  });
};

order.names.forEach(startClient);
// Whoever started us is gone: so are we.
process.on('disconnect', () => process.exit());
