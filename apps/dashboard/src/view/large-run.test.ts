import { federatedScores, replayRun } from '@tributary/rounds';
import { largeRun } from '@tributary/rounds/testing/large-run';
import { beforeAll, describe, expect, it } from 'vitest';
import { tallyClients } from './client-tally.ts';
import { decimate } from './decimate.ts';
import { heatColumn, heatGrid } from './heat-grid.ts';
import { roundSeries } from './round-series.ts';
import { roundStory } from './round-story.ts';
import { appendToLog, emptyRunLog, stateAt } from './run-log.ts';
import { scoreSeries } from './score-series.ts';

const shapes = [
  { clients: 20, rounds: 1_000 },
  { clients: 1_000, rounds: 20 },
];

describe.each(shapes)('a run of $clients clients and $rounds rounds', ({ clients, rounds }) => {
  const { config, parts } = largeRun({ clients, rounds });
  let log = emptyRunLog;
  beforeAll(() => {
    for (const part of parts()) log = appendToLog(log, part, config);
  }, 60_000);

  it('comes to the end, and to every moment before it', () => {
    expect(log.state.status).toBe('completed');
    expect(log.commits).toHaveLength(rounds);
    expect(log.seq).toBeGreaterThan(clients * rounds);
    const middle = log.commits[rounds / 2] as number;
    expect(stateAt(log, middle, config)).toEqual(replayRun(log.events.slice(0, middle), config));
  });

  it('is drawn with few points, and tells of each round what is in its record', () => {
    const points = roundSeries(log.state.history);
    const scores = scoreSeries(points, federatedScores(log.state));
    expect(scores).toHaveLength(rounds + 1);
    const drawn = decimate(
      scores,
      [(point) => point.accuracy, (point) => point.federatedLoss],
      240,
    );
    expect(drawn.length).toBeLessThanOrEqual(242);
    for (const round of [1, rounds / 2, rounds]) {
      const [story] = roundStory(log, round, config);
      const counted = story?.lanes.filter(({ arrival, loss }) => arrival !== null && loss === null);
      expect(counted).toHaveLength(points[round - 1]?.reported ?? -1);
      expect(story?.closedAt).toBe(log.state.history[round - 1]?.closedAt);
    }
  });

  it('shows who pulls against the others, and counts what each client did', () => {
    const { history } = log.state;
    const tally = tallyClients(history, config.clientWork);
    expect([...tally.clients.values()].reduce((sum, { counted }) => sum + counted, 0)).toBe(
      roundSeries(history).reduce((sum, { reported }) => sum + reported, 0),
    );
    const hostile = Math.floor((clients + 57) / 100);
    const { rows } = heatGrid([heatColumn(history)], clients);
    expect(rows.filter(({ timesOut }) => timesOut > rounds / 2)).toHaveLength(hostile);
  });
});
