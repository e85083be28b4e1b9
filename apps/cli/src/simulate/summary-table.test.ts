import type { RunResult, SimulationResult } from '@tributary/simulator';
import { expect, it } from 'vitest';
import { describeInMarkdown, describeSummary } from './summary-table.ts';
import { rowOf, simulationOf } from './testing.ts';

const resultOf = (runs: readonly Partial<RunResult>[], changes = {}): SimulationResult => {
  const simulation = simulationOf(changes);
  return {
    ...{ simulation, clients: 10 },
    runs: runs.map((run, index) => ({
      ...{ variant: 'base', seed: index + 1, config: simulation.run, clients: 10 },
      ...{ status: 'completed', statusReason: null, checkpoint: null, wallS: 1.5 },
      rows: [rowOf(1)],
      ...run,
    })),
  };
};

it('is a table with a line for each variant, in columns', () => {
  const runs = [{ variant: 'FedAvg' }, { variant: 'FedAvg' }, { variant: 'a longer name' }];
  expect(describeSummary(resultOf(runs)).split('\n')).toEqual([
    'variant        seeds  best accuracy  last accuracy  loss   MB up  MB down  time',
    'FedAvg         2      50.00 %        50.00 %        1.250  2.000  4.000    3.0 s',
    'a longer name  1      50.00 %        50.00 %        1.250  2.000  4.000    1.5 s',
  ]);
});

it('tells the rounds to the mark, of the median and of each seed', () => {
  const reached = { rows: [rowOf(1, { bestAccuracy: 0.5 }), rowOf(2, { bestAccuracy: 0.9 })] };
  const runs = [reached, { rows: [rowOf(1)] }, reached];
  expect(describeSummary(resultOf(runs, { stopAt: { accuracy: 0.7 } })).split('\n')).toEqual([
    'variant  seeds  rounds to 70.00 %  best accuracy  last accuracy  loss   MB up  MB down  time',
    'base     3      2 (1.5, –, 1.5)    90.00 %        50.00 %        1.250  4.000  8.000    4.5 s',
  ]);
});

it('has dashes where numbers are predicted, and nothing was tested', () => {
  const nothing = { accuracy: null, loss: null, bestAccuracy: null };
  const [, line] = describeSummary(resultOf([{ rows: [rowOf(1, nothing)] }])).split('\n');
  expect(line).toBe('base     1      –              –              –     2.000  4.000    1.5 s');
});

it('adds the means over the clients where they were compared', () => {
  const comparison = {
    clients: [],
    mean: { global: 0.81, personal: null, local: 0.7, localOnTest: null, personalised: null },
    globalOnTest: { accuracy: null, loss: 0.25, numExamples: 9 },
  };
  const better = { ...comparison, mean: { ...comparison.mean, global: 0.85 } };
  const lines = describeSummary(resultOf([{ comparison }, { comparison: better }])).split('\n');
  expect(lines.slice(-4)).toEqual([
    'variant  seed  global, own examples  alone, own examples  global, test',
    'base     1     0.8100                0.7000               0.2500',
    'base     2     0.8500                0.7000               0.2500',
    'base     mean  0.8300                0.7000               0.2500',
  ]);
});

it('goes into documents with the command that made it', () => {
  const lines = describeInMarkdown(resultOf([{}]), 'pnpm simulate small').split('\n');
  expect(lines).toContain('`pnpm simulate small`');
  expect(lines).toContain(
    '| variant | seeds | best accuracy | last accuracy | loss | MB up | MB down | time |',
  );
  expect(lines).toContain('| base | 1 | 50.00 % | 50.00 % | 1.250 | 2.000 | 4.000 | 1.5 s |');
});

it('crosses variants that are one of rows and one of columns', () => {
  const result = resultOf([
    { variant: 'Mean | none', rows: [rowOf(1, { accuracy: 0.9 })] },
    { variant: 'Mean | SignFlip', rows: [rowOf(1, { accuracy: 0.1 })] },
    { variant: 'Median | none', rows: [rowOf(1, { accuracy: 0.8 })] },
  ]);
  expect(describeInMarkdown(result, 'x')).toContain(
    '| last accuracy | none | SignFlip |\n| --- | --- | --- |\n| Mean | 90.00 % | 10.00 % |\n| Median | 80.00 % | – |',
  );
  expect(describeInMarkdown(resultOf([{}]), 'x')).not.toContain('| last accuracy | none');
});
