import { type RunConfig, type RunEvent, rejections } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import {
  committed,
  digestOf,
  exampleConfig,
  exampleEvents,
  exampleStart,
  logged,
  reported,
} from '../testing/example-run.ts';
import { countLanes, eventsOfRound, roundStory } from './round-story.ts';
import { appendToLog, emptyRunLog } from './run-log.ts';

const logOf = (events: readonly RunEvent[], config: RunConfig = exampleConfig) =>
  appendToLog(emptyRunLog, logged(events), config);
const after = (seconds: number) => exampleStart + seconds * 1000;
const left = (clientId: string): RunEvent => ({
  ...{ type: 'presenceChanged', joined: {} },
  left: { [clientId]: 'transport close' },
});

describe('roundStory', () => {
  it('tells when each update came, and when there were enough', () => {
    const [story, ...others] = roundStory(logOf(exampleEvents), 1, exampleConfig);
    expect(others).toEqual([]);
    expect(story).toMatchObject({
      ...{ attempt: 1, openedAt: after(3), closedAt: after(6), deadlineAt: after(63) },
      ...{ wanted: 3, required: 2, quorumAt: after(5), ending: 'as-many-as-wanted' },
    });
    expect(story?.lanes.map(({ clientId, arrival }) => [clientId, arrival?.at])).toEqual([
      ['edge-1', after(4)],
      ['edge-10', after(6)],
      ['edge-2', after(5)],
    ]);
    expect(countLanes(story?.lanes ?? [])).toEqual({ counted: 3, lost: 0, open: 0 });
  });

  it('tells who dropped out and why, also of those left out at the end', () => {
    const events: RunEvent[] = [
      ...exampleEvents,
      { type: 'updateRejected', clientId: 'edge-10', round: 2, code: 'not-finite' },
      reported('edge-1', 2),
      { ...reported('edge-2', 2), digest: digestOf('c') },
      {
        ...{ type: 'aggregated', round: 2, attempt: 1, checkpoint: digestOf('2') },
        ...{ optimizerState: null, excluded: [{ digest: digestOf('c'), code: 'outlier' }] },
      },
      ...committed(2, 0.8).slice(1),
    ];
    const log = logOf(events);
    expect(log.state.history).toHaveLength(2);
    expect(eventsOfRound(log, 2).map(({ seq }) => seq)).toEqual([10, 11, 12, 13, 14]);
    const [story] = roundStory(log, 2, exampleConfig);
    expect(story?.ending).toBe('nobody-left');
    expect(story?.lanes.map(({ clientId, loss }) => [clientId, loss?.kind, loss?.why])).toEqual([
      ['edge-1', undefined, undefined],
      ['edge-10', 'refused', rejections['not-finite'].message],
      ['edge-2', 'left-out', rejections.outlier.message],
    ]);
  });

  it('tells of every attempt, and shows who comes back', () => {
    const declined = (clientId: string): RunEvent => ({
      ...{ type: 'roundDeclined', clientId, round: 2, reason: 'Its battery is low.' },
    });
    const events: RunEvent[] = [
      ...exampleEvents,
      left('edge-1'),
      declined('edge-2'),
      { type: 'presenceChanged', joined: { 'edge-1': deviceOf('edge-1') }, left: {} },
      declined('edge-10'),
      declined('edge-1'),
      reported('edge-1', 2),
      { ...reported('edge-1', 2), attempt: 2 },
    ];
    const [first, second, ...others] = roundStory(logOf(events), 2, exampleConfig);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ attempt: 1, quorumAt: null, ending: 'nobody-left' });
    expect(first?.lanes.map(({ loss }) => loss?.kind)).toEqual([
      'declined',
      'declined',
      'declined',
    ]);
    expect(second).toMatchObject({ attempt: 2, closedAt: null, ending: null });
    expect(countLanes(second?.lanes ?? [])).toEqual({ counted: 1, lost: 0, open: 2 });
  });

  it('tells a late client from one that was not waited for', () => {
    const tick: RunEvent = { type: 'tick' };
    const short = {
      ...exampleConfig,
      reporting: { ...exampleConfig.reporting, deadlineMs: 2_500 },
    };
    const events = [...exampleEvents.slice(0, 6), tick];
    expect(roundStory(logOf(events, short), 1, short)).toMatchObject([
      { ending: 'deadline', lanes: [{ loss: null }, { loss: { kind: 'late', at: null } }, {}] },
    ]);
    const over = {
      ...exampleConfig,
      cohort: { ...exampleConfig.cohort, minClients: 2, fractionTrain: 0.5, overSelection: 1.5 },
    };
    const [story] = roundStory(logOf([...exampleEvents.slice(0, 6)], over), 1, over);
    expect(story?.ending).toBe('as-many-as-wanted');
    expect(story?.lanes.flatMap(({ loss }) => loss?.kind ?? [])).toEqual(['not-waited-for']);
  });
});

const deviceOf = (name: string) =>
  ({ kind: 'node', name, backend: 'wasm', backendReason: '' }) as const;
