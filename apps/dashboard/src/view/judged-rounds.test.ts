import { federatedScores } from '@tributary/rounds';
import { describe, expect, it } from 'vitest';
import { exampleConfig, exampleEvents, logged, reported } from '../testing/example-run.ts';
import { judgedRounds, lastJudged, scoreOfRound } from './judged-rounds.ts';
import { appendToLog, emptyRunLog } from './run-log.ts';

describe('how good the models of a run are', () => {
  it('is what the coordinator measured', () => {
    const { state } = appendToLog(emptyRunLog, logged(exampleEvents), exampleConfig);
    expect(judgedRounds(state.history, federatedScores(state))).toMatchObject({
      ...{ by: 'coordinator', rounds: [{ round: 1, accuracy: 0.75, loss: 0.25 }] },
    });
  });

  it('is what the clients measured where the coordinator could not', () => {
    const untested = exampleEvents.map((event) =>
      event.type === 'evaluated' ? { ...event, accuracy: null, loss: null } : event,
    );
    const report = reported('edge-1', 2);
    const measured = {
      ...report,
      metrics: { ...report.metrics, accuracyBefore: 0.6, lossBefore: 1.5 },
    };
    const { state } = appendToLog(emptyRunLog, logged([...untested, measured]), exampleConfig);
    const judged = judgedRounds(state.history, federatedScores(state));
    expect(judged).toMatchObject({
      ...{ by: 'clients', rounds: [{ round: 1, accuracy: 0.6, loss: 1.5 }] },
    });
    expect(lastJudged(judged)).toMatchObject({ round: 1, accuracy: 0.6 });
    expect(scoreOfRound(judged, 2)).toEqual({ accuracy: null, loss: null });
  });
});
