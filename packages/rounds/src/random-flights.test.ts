import { isEnded, type RunEvent } from '@tributary/protocol';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cohortSize } from './cohort-selection.ts';
import { bufferedDigests, countTaken, isAwaitingSomeone, membersAtWork } from './phases/flight.ts';
import { MAX_ATTEMPTS } from './phases/reporting.ts';
import { reduceRun } from './reduce-run.ts';
import { replayRun } from './replay.ts';
import type { RunEffect } from './run-effect.ts';
import { type RunState, reportedMembers } from './run-state.ts';
import { randomRun, type Step, testConfig } from './testing/random-run.ts';

const BUFFER = 2;
const ROUNDS = 8;
const config = testConfig({
  strategy: { name: 'FedBuff', hyperparams: { bufferSize: BUFFER } },
  rounds: ROUNDS,
  cohort: { fractionTrain: 0.6, minClients: 2, overSelection: 1 },
});
const { deadlineMs } = config.reporting;
const seeds = fc.integer({ min: 0, max: 0xffff_ffff });
const runs = { numRuns: 150 };

const everyRun = (check: (steps: readonly Step[]) => void) =>
  fc.assert(
    fc.property(seeds, (seed) => check(randomRun(seed, config))),
    runs,
  );
/** Checks a property of every step of many random runs; a failing seed is printed by fast-check. */
const everyStep = (check: (step: Step) => void) => everyRun((steps) => steps.forEach(check));

type EffectOf<Type extends RunEffect['type']> = Extract<RunEffect, { type: Type }>;

const effectsOf = <Type extends RunEffect['type']>(
  { effects }: Pick<Step, 'effects'>,
  type: Type,
): EffectOf<Type>[] => effects.filter((effect): effect is EffectOf<Type> => effect.type === type);

/** The folds that closed a round, without those that a restart asks for again. */
const closings = (step: Step): EffectOf<'aggregate'>[] =>
  step.event.type === 'coordinatorRestarted' ? [] : effectsOf(step, 'aggregate');

const closingDigests = ({ phase }: RunState): string[] =>
  phase.name === 'aggregating' || phase.name === 'evaluating'
    ? reportedMembers(phase.cohort).map(([, { digest }]) => digest)
    : [];

/** The update of a client that is in the buffer or is being folded. */
const digestOf = ({ flight, phase }: RunState, clientId: string): string | undefined => {
  const closing = 'cohort' in phase ? phase.cohort[clientId] : undefined;
  const member = flight?.members[clientId]?.member ?? closing;
  return member?.status === 'reported' ? member.digest : undefined;
};

/** An update was lost that was being folded. */
const isReopened = ({ event, before, after }: Step): boolean =>
  event.type === 'updateLost' && after !== before && before.phase.name === 'aggregating';

/** Time passes without events; these make up for it. */
const isLooking = ({ event }: Step): boolean => event.type === 'tick';

describe('whatever happens to an asynchronous run', () => {
  it('it always ends once the world calms down', () => {
    everyRun((steps) => {
      const end = steps.at(-1)?.after;
      expect(end?.status).toBe('completed');
      expect(end?.history.map(({ round }) => round)).toEqual(
        Array.from({ length: ROUNDS }, (_, index) => index + 1),
      );
    });
  });

  it('it folds no update twice, and none that was forgotten', () => {
    everyRun((steps) => {
      const folded = new Set<string>();
      const forgotten = new Set<string>();
      for (const step of steps) {
        if (isReopened(step))
          for (const digest of closingDigests(step.before)) folded.delete(digest);
        for (const { updates } of closings(step)) {
          for (const { digest } of updates) {
            expect(folded).not.toContain(digest);
            folded.add(digest);
          }
        }
        for (const { updates } of effectsOf(step, 'aggregate')) {
          for (const { digest } of updates) expect(forgotten).not.toContain(digest);
        }
        for (const { digests } of effectsOf(step, 'forgetUpdates')) {
          for (const digest of digests) forgotten.add(digest);
        }
        for (const digest of bufferedDigests(step.after)) expect(forgotten).not.toContain(digest);
      }
    });
  });

  it('it counts what each update was late by, from the plan that it answers', () => {
    everyRun((steps) => {
      const sent = new Map<string, string>();
      const answered = new Map<string, Extract<RunEvent, { type: 'updateReceived' }>>();
      for (const step of steps) {
        for (const { clientId, round, checkpoint } of effectsOf(step, 'sendPlan')) {
          sent.set(`${clientId}/${round}`, checkpoint);
        }
        if (step.event.type === 'updateReceived') answered.set(step.event.digest, step.event);
        for (const { round, updates } of closings(step)) {
          const late = updates.map(({ digest }) => round - (answered.get(digest)?.round ?? 0));
          expect(updates.map(({ staleness }) => staleness)).toEqual(late);
          expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
        }
      }
      for (const { cohort } of steps.at(-1)?.after.history ?? []) {
        for (const [clientId, { digest, base }] of reportedMembers(cohort)) {
          expect(base).toBe(sent.get(`${clientId}/${answered.get(digest)?.round}`));
        }
      }
    });
  });

  it('it closes a round with a full buffer, and with less only at the deadline or when nothing more can come', () => {
    everyStep((step) => {
      const { at, before, after } = step;
      for (const { updates } of closings(step)) {
        expect(updates.length).toBeGreaterThan(0);
        expect(updates.length).toBeLessThanOrEqual(BUFFER);
        if (updates.length === BUFFER || !after.flight) continue;
        const isOver = before.phase.name === 'buffering' && at >= before.phase.deadlineAt;
        expect(isOver || !isAwaitingSomeone(after.flight, at)).toBe(true);
      }
    });
  });

  it('its open rounds are worked on, are not full, and not past their deadlines', () => {
    everyStep((step) => {
      const { at, event, after } = step;
      if (after.phase.name !== 'buffering' || !after.flight) return;
      expect(bufferedDigests(after).length).toBeLessThan(BUFFER);
      if (isLooking(step)) expect(at).toBeLessThan(after.phase.deadlineAt);
      if (event.type === 'coordinatorRestarted') return;
      if (step.before === after && !isLooking(step)) return;
      expect(isAwaitingSomeone(after.flight, at)).toBe(true);
    });
  });

  it('a deadline is put off only while the buffer is empty', () => {
    everyStep((step) => {
      const { at, before, after } = step;
      if (before.phase.name !== 'buffering' || after.phase.name !== 'buffering') return;
      if (!isLooking(step) || at < before.phase.deadlineAt) return;
      expect(bufferedDigests(before)).toEqual([]);
    });
  });

  it('from any state, time alone brings it on, pauses it or finds it without clients to ask', () => {
    everyRun((steps) => {
      for (const { at, after } of steps.slice(0, 150).filter((_, index) => index % 15 === 0)) {
        let state = after;
        let now = at;
        for (let tick = 0; tick < 3 * MAX_ATTEMPTS && state.phase.name === 'buffering'; tick++) {
          now = Math.max(now, state.phase.deadlineAt);
          [state] = reduceRun(state, { at: now, event: { type: 'tick' } }, config);
        }
        expect(state.phase.name).not.toBe('buffering');
        if (state.status === 'paused' && after.status !== 'paused') {
          expect(state.statusReason).toMatch(/no update came in time/);
        }
      }
    });
  });

  it('it gives up only where nothing has come', () => {
    everyStep(({ before, after }) => {
      const gaveUp = after.attempt > before.attempt || (after.statusReason && !before.statusReason);
      if (gaveUp) expect(bufferedDigests(after)).toEqual([]);
    });
  });

  it('it waits only for clients that are connected', () => {
    everyStep(({ after }) => {
      for (const clientId of after.flight ? membersAtWork(after.flight) : []) {
        expect(after.clients[clientId]).toBeDefined();
      }
    });
  });

  it('no place is empty while a client is idle, nor given twice', () => {
    everyStep((step) => {
      const { at, before, after, effects } = step;
      const { flight } = after;
      if (after.phase.name !== 'buffering' || !flight || before === after) return;
      if (step.event.type === 'coordinatorRestarted') return;
      const places = cohortSize(Object.keys(after.clients).length, config.cohort);
      const taken = countTaken(flight, at, deadlineMs);
      const idle = Object.keys(after.clients).filter((id) => !flight.members[id]);
      if (idle.length > 0) expect(taken).toBeGreaterThanOrEqual(places);
      const isFresh = (effect: RunEffect) =>
        effect.type === 'sendPlan' &&
        !before.flight?.members[effect.clientId] &&
        step.event.type !== 'updateLost';
      if (effects.some(isFresh)) expect(taken).toBeLessThanOrEqual(places);
    });
  });

  it('plans are of the newest model, and those that are told again are the same again', () => {
    everyStep((step) => {
      const { at, before, after } = step;
      for (const { clientId, round, checkpoint, seed } of effectsOf(step, 'sendPlan')) {
        const told = before.flight?.members[clientId];
        const isAgain = told?.member.status === 'training' || told?.member.status === 'departed';
        if (step.event.type === 'updateLost' && step.event.clientId === clientId) {
          expect(round).toBe(step.event.round);
          continue;
        }
        // Who has hung for so long may get a new plan, also beside its own.
        const isHung = told && at >= told.plan.sentAt + MAX_ATTEMPTS * deadlineMs;
        const isOwn = told?.plan.round === round || !isHung;
        if (isAgain && step.event.type === 'presenceChanged' && isOwn) {
          expect({ round, checkpoint }).toMatchObject({
            round: told.plan.round,
            checkpoint: told.plan.checkpoint,
          });
        } else {
          expect({ round, checkpoint }).toEqual({
            round: after.round,
            checkpoint: after.model?.broadcast,
          });
        }
        expect(Number.isInteger(seed)).toBe(true);
        // Whoever's update is in the buffer or is being folded has nothing to do.
        expect(told?.member.status).not.toBe('reported');
        const folding = before.phase.name === 'aggregating' || before.phase.name === 'evaluating';
        const isCommit = after.history.length > before.history.length;
        if (folding && !isCommit && 'cohort' in before.phase) {
          expect(before.phase.cohort[clientId]).toBeUndefined();
        }
      }
    });
  });

  it('whoever comes back to unfinished work is told its plan', () => {
    everyStep((step) => {
      const { before, event, effects } = step;
      if (event.type !== 'presenceChanged' || isEnded(before.status)) return;
      const told = effectsOf({ effects }, 'sendPlan').map(({ clientId }) => clientId);
      for (const clientId of Object.keys(event.joined)) {
        const status = before.flight?.members[clientId]?.member.status;
        if (status === 'departed' || status === 'training') expect(told).toContain(clientId);
      }
    });
  });

  it('it loses no update that it took and kept', () => {
    everyStep(({ event, before, after }) => {
      if (isEnded(after.status)) return;
      const kept = [...bufferedDigests(after), ...closingDigests(after)];
      const committed = after.history
        .slice(before.history.length)
        .flatMap(({ cohort }) => reportedMembers(cohort).map(([, { digest }]) => digest));
      const lost = event.type === 'updateLost' ? [digestOf(before, event.clientId)] : [];
      for (const digest of bufferedDigests(before)) expect([...kept, ...lost]).toContain(digest);
      for (const digest of closingDigests(before)) {
        expect([...kept, ...committed, ...lost]).toContain(digest);
      }
    });
  });

  it('its end tells everybody at work, empties the buffer, and takes nothing more', () => {
    everyStep((step) => {
      const { before, after, effects } = step;
      expect(after.attempt).toBeLessThanOrEqual(MAX_ATTEMPTS);
      if (isEnded(before.status)) {
        expect(after).toBe(before);
        expect(effects).toEqual([]);
      } else if (isEnded(after.status) && before.flight) {
        const told = effectsOf(step, 'closeRound').flatMap(({ clientIds }) => clientIds);
        expect(told).toEqual(membersAtWork(before.flight));
        expect(effects.at(-1)?.type).toBe('dropUpdates');
      }
    });
  });

  it('replaying the log gives the same state, also from text', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const steps = randomRun(seed, config);
        const log = JSON.parse(JSON.stringify(steps.map(({ at, event }) => ({ at, event }))));
        expect(replayRun(log, config)).toEqual(steps.at(-1)?.after);
        expect(JSON.parse(JSON.stringify(steps.at(-1)?.after))).toEqual(steps.at(-1)?.after);
      }),
      { numRuns: 50 },
    );
  });

  it('and these histories have late updates, short rounds and full buffers in them', () => {
    const steps = Array.from({ length: 30 }, (_, seed) => randomRun(seed, config)).flat();
    const folds = steps.flatMap(closings);
    const staleness = folds.flatMap(({ updates }) => updates.map((update) => update.staleness));
    expect(Math.max(...staleness.map((late) => late ?? 0))).toBeGreaterThan(2);
    expect(folds.some(({ updates }) => updates.length < BUFFER)).toBe(true);
    expect(steps.some(({ after }) => bufferedDigests(after).length > BUFFER)).toBe(true);
    expect(steps.some(({ after }) => after.phase.name === 'waiting' && after.round > 1)).toBe(true);
  });
});
