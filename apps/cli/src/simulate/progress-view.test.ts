import { runsOf, type SimulatedRun } from '@tributary/simulator';
import { describe, expect, it } from 'vitest';
import { createProgressView } from './progress-view.ts';
import { rowOf, simulationOf } from './testing.ts';

const start = ({ isTTY = false, stopAt = undefined as object | undefined } = {}) => {
  const simulation = simulationOf({ seeds: [1, 2], ...(stopAt && { stopAt }) });
  const [printed, shown]: [string[], string[]] = [[], []];
  const terminal = {
    print: (text: string) => void printed.push(text),
    show: (text: string) => void shown.push(text),
  };
  let nowMs = 0;
  const view = createProgressView(terminal, simulation, { isTTY, now: () => nowMs });
  const [one, two] = runsOf(simulation) as [SimulatedRun, SimulatedRun];
  return {
    ...{ printed, shown },
    commit: (index: 1 | 2, round: number, changes = {}) =>
      view.show({ run: index === 1 ? one : two, index, runs: 2, row: rowOf(round, changes) }),
    find: (index: 1 | 2) => view.show({ run: index === 1 ? one : two, index, runs: 2 }),
    wait: (ms: number) => {
      nowMs += ms;
    },
  };
};

describe('the progress of a simulation', () => {
  it('shows one line for the run in hand, with its place, its scores and its pace', () => {
    const { printed, shown, commit, wait } = start({ isTTY: true });
    commit(1, 1);
    expect(shown.at(-1)).toBe(
      '1/2 base seed 1  round 1/4 █████░░░░░░░░░░░░░░░  accuracy 50.00 % best 50.00 %  loss 1.250  ↑ 2.0 MB',
    );
    wait(3000);
    commit(1, 2);
    expect(shown.at(-1)).toMatch(/round 2\/4 .*3\.0 s a round$/);
    wait(1000);
    commit(1, 3, { accuracy: null, loss: null });
    expect(shown.at(-1)).toMatch(/accuracy – best 50\.00 % {2}loss – .*2\.0 s a round$/);
    expect(printed).toEqual(['Mine']);
  });

  it('leaves a line of each run that is done, and begins the next one anew', () => {
    const { printed, shown, commit, wait } = start({ isTTY: true });
    commit(1, 3);
    wait(5000);
    commit(1, 4);
    expect(printed.at(-1)).toMatch(/^1\/2 base seed 1 {2}round 4\/4 █{20} .*5\.0 s a round$/);
    expect(shown.at(-1)).toBe('');
    wait(60_000);
    commit(2, 1);
    expect(shown.at(-1)).toMatch(/^2\/2 base seed 2 .*MB$/);
  });

  it('ends a run at its mark', () => {
    const { printed, commit } = start({ isTTY: true, stopAt: { accuracy: 0.8 } });
    commit(1, 1, { bestAccuracy: 0.7999 });
    expect(printed).toHaveLength(1);
    commit(1, 2, { bestAccuracy: 0.8 });
    expect(printed.at(-1)).toMatch(/round 2\/4/);
  });

  it('says of finished runs that they are there', () => {
    const { printed, find } = start();
    find(1);
    expect(printed).toEqual(['Mine', '1/2 base seed 1: already there']);
  });

  it('prints a line now and then into a pipe, and the last one of each run', () => {
    const { printed, commit, wait } = start();
    commit(1, 1);
    wait(9000);
    commit(1, 2);
    expect(printed).toHaveLength(2);
    wait(2000);
    commit(1, 3);
    commit(1, 4);
    expect(printed.slice(1).map((line) => /round \d/.exec(line)?.[0])).toEqual([
      'round 1',
      'round 3',
      'round 4',
    ]);
  });
});
