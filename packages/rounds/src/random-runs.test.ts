import { isEnded } from '@tributary/protocol';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_ATTEMPTS, requiredReports } from './phases/reporting.ts';
import { replayRun } from './replay.ts';
import { countMembers, reportedMembers } from './run-state.ts';
import { randomRun, type Step, testConfig } from './testing/random-run.ts';

const config = testConfig();
const seeds = fc.integer({ min: 0, max: 0xffff_ffff });
const runs = { numRuns: 150 };

/** With some seeds more clients are asked than are wanted, and the deadline adapts. */
const hurried = testConfig({
  cohort: { fractionTrain: 0.6, minClients: 2, overSelection: 1.5 },
  reporting: { ...config.reporting, adaptive: { mads: 3 } },
});

/** Checks a property of every step of many random runs; a failing seed is printed by fast-check. */
const everyStep = (check: (step: Step) => void) =>
  fc.assert(
    fc.property(seeds, (seed) => {
      for (const step of randomRun(seed, seed % 3 === 0 ? hurried : config)) check(step);
    }),
    runs,
  );

describe('whatever happens to a run', () => {
  it('always ends once the world calms down', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const end = randomRun(seed, seed % 3 === 0 ? hurried : config).at(-1)?.after;
        expect(end?.status).toBe('completed');
        expect(end?.history.map(({ round }) => round)).toEqual([1, 2, 3]);
      }),
      runs,
    );
  });

  it('no round is open past its deadline, nor when nobody is left to wait for', () => {
    everyStep(({ at, event, after }) => {
      if (after.phase.name !== 'reporting') return;
      if (event.type === 'tick') expect(at).toBeLessThan(after.phase.deadlineAt);
      const { cohort, holdUntil, returnUntil, wanted } = after.phase;
      const statuses = Object.values(cohort).map(({ status }) => status);
      const { reported, departed } = countMembers(cohort);
      const required = requiredReports(wanted, config);
      const hangsOnReturn = reported < required && reported + departed >= required;
      const until = hangsOnReturn ? Math.max(holdUntil, returnUntil) : holdUntil;
      const waitingForReturn = at < until && statuses.includes('departed');
      // Time passes without events; the tick at that time was asked for when it was set.
      if (event.type !== 'coordinatorRestarted' && at >= until && event.type !== 'tick') return;
      expect(statuses.includes('training') || waitingForReturn).toBe(true);
    });
  });

  it('waits only for members that are connected', () => {
    everyStep(({ after }) => {
      if (after.phase.name !== 'reporting') return;
      for (const [clientId, { status }] of Object.entries(after.phase.cohort)) {
        if (status === 'training') expect(after.clients[clientId]).toBeDefined();
      }
    });
  });

  it('counts no client twice and nobody outside the cohort', () => {
    everyStep(({ effects, before }) => {
      for (const effect of effects) {
        if (effect.type !== 'aggregate') continue;
        const digests = effect.updates.map(({ digest }) => digest);
        expect(new Set(digests).size).toBe(digests.length);
        if (before.phase.name !== 'reporting') continue;
        const { wanted, cohort } = before.phase;
        expect(digests.length).toBeLessThanOrEqual(Math.min(wanted, Object.keys(cohort).length));
        expect(digests.length).toBeGreaterThanOrEqual(requiredReports(wanted, config));
      }
    });
  });

  it('commits every round once, from the updates of its own cohort', () => {
    everyStep(({ after }) => {
      const rounds = after.history.map(({ round }) => round);
      expect(rounds).toEqual(rounds.map((_, index) => index + 1));
      for (const { cohort } of after.history) {
        expect(reportedMembers(cohort).length).toBeGreaterThan(0);
      }
    });
  });

  it('never takes back what was reported in an attempt, unless it is lost', () => {
    everyStep(({ event, before, after }) => {
      const sameAttempt = before.round === after.round && before.attempt === after.attempt;
      if (!sameAttempt || !('cohort' in before.phase) || !('cohort' in after.phase)) return;
      if (before.phase.openedAt !== after.phase.openedAt) return;
      for (const [clientId, member] of reportedMembers(before.phase.cohort)) {
        if (event.type === 'updateLost' && event.clientId === clientId) continue;
        expect(after.phase.cohort[clientId]).toEqual(member);
      }
    });
  });

  it('takes nothing after its end and no more attempts than allowed', () => {
    everyStep(({ before, after, effects }) => {
      expect(after.attempt).toBeLessThanOrEqual(MAX_ATTEMPTS);
      if (!isEnded(before.status)) return;
      expect(after).toBe(before);
      expect(effects).toEqual([]);
    });
  });

  it('is deterministic: replaying the log gives the same state', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const steps = randomRun(seed, config);
        expect(replayRun(steps, config)).toEqual(steps.at(-1)?.after);
      }),
      { numRuns: 100 },
    );
  });

  it('survives being written to a log and read back', () => {
    const steps = randomRun(1, config);
    const log = JSON.parse(JSON.stringify(steps.map(({ at, event }) => ({ at, event }))));
    expect(replayRun(log, config)).toEqual(steps.at(-1)?.after);
  });
});
