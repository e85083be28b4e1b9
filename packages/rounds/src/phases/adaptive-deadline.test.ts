import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median } from '../median.ts';
import { driveRun, joined, started } from '../testing/drive-run.ts';
import { fakeDigest, testConfig, updateOf } from '../testing/random-run.ts';
import { patienceMs } from './adaptive-deadline.ts';
import { RETURN_GRACE_MS } from './return-grace.ts';

const arrivals = fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 60 });
const settings = { mads: 3 };

describe('how long a round waits for more reports', () => {
  it('is the median arrival and three deviations from it', () => {
    expect(patienceMs([1000, 2000, 3000, 4000, 5000], settings)).toBe(6000);
    expect(patienceMs([1000, 1010, 990, 1005], settings)).toBeCloseTo(1203);
    expect(patienceMs([700], settings)).toBe(840);
  });

  it('is at least a fifth more than the median, and more with more deviations', () => {
    fc.assert(
      fc.property(arrivals, fc.double({ min: 0, max: 100, noNaN: true }), (arrivalsMs, mads) => {
        const patience = patienceMs(arrivalsMs, { mads });
        expect(patience).toBeGreaterThanOrEqual(1.2 * median(arrivalsMs) - 1e-6);
        expect(patienceMs(arrivalsMs, { mads: mads + 1 })).toBeGreaterThanOrEqual(patience);
      }),
    );
  });

  it('depends on neither order nor unit', () => {
    fc.assert(
      fc.property(arrivals, (arrivalsMs) => {
        const patience = patienceMs(arrivalsMs, settings);
        expect(patienceMs([...arrivalsMs].reverse(), settings)).toBe(patience);
        const scaled = patienceMs(
          arrivalsMs.map((ms) => 8 * ms),
          settings,
        );
        expect(scaled / 8).toBeCloseTo(patience, 3);
      }),
    );
  });

  it('cannot be drawn out by less than half of the reports', () => {
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 1, max: 30 }), (arrivalsMs, slow) => {
        const late = Array.from({ length: Math.min(slow, arrivalsMs.length - 1) }, () => 1e12);
        expect(patienceMs([...arrivalsMs, ...late], settings)).toBeLessThan(1e9);
      }),
    );
  });
});

describe('a round with an adaptive deadline', () => {
  const deadlineMs = 60_000;
  const config = testConfig({
    cohort: { fractionTrain: 1, minClients: 5, overSelection: 1 },
    reporting: { quorum: 0.6, deadlineMs, adaptive: settings },
  });
  const update = (clientId: string, digest: number) =>
    updateOf({ clientId, round: 1, attempt: 1, digest: fakeDigest(digest) });
  const open = (own = config) =>
    driveRun(own).send(joined('aaaa', 'bbbb', 'cccc', 'dddd', 'eeee'), started);
  const openedAt = 1_000;

  it('asks to be woken when it has its quorum, and closes then', () => {
    const run = open();
    run.now = openedAt + 1_000;
    run.send(update('aaaa', 1), update('bbbb', 2));
    expect(run.effects).toEqual([]);
    run.send(update('cccc', 3));
    expect(run.effects).toEqual([{ type: 'wakeAt', at: openedAt + 1_200 }]);
    run.now = openedAt + 1_199;
    expect(run.send({ type: 'tick' }).effects).toEqual([]);
    run.now = openedAt + 1_200;
    run.send({ type: 'tick' });
    expect(run.effects).toMatchObject([
      { type: 'closeRound', outcome: 'aggregating', clientIds: ['dddd', 'eeee'] },
      { type: 'aggregate', updates: [{}, {}, {}] },
    ]);
  });

  it('is put off by slower reports, but never beyond the deadline', () => {
    const run = open();
    for (const [index, clientId] of ['aaaa', 'bbbb', 'cccc', 'dddd'].entries()) {
      run.now = openedAt + 15_000 * (index + 1);
      if (index === 3) run.now = openedAt + 59_999;
      run.send(update(clientId, index));
    }
    // Median 37.5 s and a deviation of 15 s would be 82.5 s.
    expect(run.effects).toEqual([]);
    expect(run.state.phase.name).toBe('reporting');
    run.now = openedAt + deadlineMs;
    expect(run.send({ type: 'tick' }).state.phase.name).toBe('aggregating');
  });

  it('gives those who were lost in a restart time to return, and is woken again', () => {
    const run = open();
    run.now = openedAt + 1_000;
    run.send(update('aaaa', 1), update('bbbb', 2), update('cccc', 3));
    run.send({ type: 'coordinatorRestarted' });
    const back = run.now + RETURN_GRACE_MS;
    expect(run.effects).toContainEqual({ type: 'wakeAt', at: back });
    run.now = back - 1;
    expect(run.send({ type: 'tick' }, joined('dddd')).plans()).toEqual(['dddd 1']);
    run.now = back;
    expect(run.send({ type: 'tick' }).state.phase.name).toBe('aggregating');
  });
});

describe('a round that asks more clients than it wants', () => {
  const config = testConfig({
    cohort: { fractionTrain: 0.5, minClients: 4, overSelection: 1.5 },
    reporting: { quorum: 0.75, deadlineMs: 10_000, adaptive: null },
  });
  const clients = Array.from({ length: 8 }, (_, index) => `client-${index}`);
  const open = (own = config) => {
    const run = driveRun(own).send(joined(...clients), started);
    return { run, asked: Object.keys(run.members() ?? {}) };
  };
  const report = (clientId: string) =>
    updateOf({ clientId, round: 1, attempt: 1, digest: fakeDigest(Number(clientId.slice(-1))) });

  it('closes as soon as enough have reported, and tells the others', () => {
    const { run, asked } = open();
    expect(asked).toHaveLength(6);
    run.send(...asked.slice(0, 4).map(report));
    expect(run.effects).toMatchObject([
      { type: 'closeRound', outcome: 'aggregating', clientIds: asked.slice(4) },
      { type: 'aggregate', updates: [{}, {}, {}, {}] },
    ]);
  });

  it('counts its quorum against those it wants', () => {
    const { run, asked } = open();
    run.send(...asked.slice(0, 3).map(report));
    expect(run.state.phase.name).toBe('reporting');
    run.now += 10_000;
    run.send({ type: 'tick' });
    expect(run.effects.at(-1)).toMatchObject({ type: 'aggregate', updates: [{}, {}, {}] });
  });

  it('closes earlier still where its deadline adapts', () => {
    const { run, asked } = open(
      testConfig({ ...config, reporting: { ...config.reporting, adaptive: settings } }),
    );
    run.now += 1_000;
    run.send(...asked.slice(0, 3).map(report));
    run.now += 200;
    run.send({ type: 'tick' });
    expect(run.effects.at(-1)).toMatchObject({ type: 'aggregate', updates: [{}, {}, {}] });
  });
});
