import type { Contribution } from '@tributary/client';
import { describe, expect, it } from 'vitest';
import { clientState } from '../view/testing/client-state.ts';
import { runOffer } from '../view/testing/run-offer.ts';
import { makeReceipt } from './make-receipt.ts';
import { receiptLines, receiptText, runLines } from './receipt-lines.ts';

const checkpoint = `sha256:${'c'.repeat(64)}`;
const given = (round: number, changes: Partial<Contribution> = {}): Contribution => ({
  ...{ runId: 'run-mnist', round, outcome: 'accepted', numExamples: 600, payloadBytes: 797_248 },
  metrics: null,
  ...changes,
});
const receiptOf = (contributions: Contribution[], run = runOffer()) =>
  makeReceipt({
    ...{ coordinator: 'fl.example.org', joinedAt: 0, leftAt: 3_600_000 },
    client: clientState({ contributions, runs: [run], bytesUp: 1_600_000, bytesDown: 2_400_000 }),
  });

describe('a receipt', () => {
  it('lists what was accepted, each round once, with the model that it is in', () => {
    const { runs } = receiptOf([
      given(1),
      given(1, { countedIn: { round: 1, checkpoint } }),
      given(2, { outcome: 'closed' }),
      given(4, { countedIn: { round: 4, checkpoint } }),
    ]);
    expect(runs).toMatchObject([
      {
        name: 'MNIST demo',
        updates: [
          { round: 1, examples: 600, bytes: 797_248, model: { round: 1 } },
          { round: 4, model: { round: 4, checkpoint } },
        ],
        privacy: null,
      },
    ]);
    const [run] = runs;
    expect(run && runLines(run)).toEqual([
      { label: 'Rounds', value: '1, 4 of 10' },
      { label: 'Trained over', value: '1,200 examples, counted in every round' },
      { label: 'Your last update is in', value: `the model of round 4, ${checkpoint}` },
    ]);
  });

  it('says what privacy was spent, and what it means for the device', () => {
    const budget = { epsilon: 2.134, budget: 8, delta: 1e-5 };
    const line = (privacy: typeof budget | { epsilon: null; budget: number; delta: number }) =>
      runLines(
        receiptOf([given(1)], runOffer({ privacy, protection: 'noise-on-coordinator' }))
          .runs[0] as never,
      ).at(-1)?.value;
    expect(line(budget)).toMatch(/^ε = 2\.13 of 8 spent \(δ = 0\.00001\)\. So nobody who sees/);
    expect(line({ ...budget, epsilon: null })).toMatch(/no bound can be given/);
  });

  it('says rounds that follow each other as one', () => {
    const [run] = receiptOf([1, 2, 3, 5, 7, 8].map((round) => given(round))).runs;
    expect(run && runLines(run)[0]?.value).toBe('1–3, 5, 7–8 of 10');
  });

  it('is empty, and not broken, for a device that left before it had joined', () => {
    const receipt = makeReceipt({ coordinator: 'x', joinedAt: 0, leftAt: 0, client: null });
    expect(receipt).toMatchObject({ runs: [], bytesSent: 0, clientId: null });
    expect(receiptLines(receipt).map(({ label }) => label)).not.toContain('Known as');
  });

  it('is text that says the same', () => {
    const text = receiptText(receiptOf([given(1, { countedIn: { round: 1, checkpoint } })]));
    expect(text).toContain('Sent: 1.6 MB');
    expect(text).toContain(`round 1: 600 examples, 797 kB, in the model of round 1 ${checkpoint}`);
  });
});
