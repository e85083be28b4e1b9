import papaparse from 'papaparse';
import { describe, expect, it } from 'vitest';
import { measuredRun } from '../testing/measured-run.ts';
import { exportMetrics } from './export-metrics.ts';

const run = measuredRun();
const text = (format: 'csv' | 'jsonl') =>
  new TextDecoder().decode(exportMetrics(format, run).bytes);

describe('exportMetrics', () => {
  it('writes CSV that is read back, with nothing where nothing was measured', () => {
    const { data, errors } = papaparse.parse<Record<string, string>>(text('csv'), {
      header: true,
      skipEmptyLines: true,
    });
    expect(errors).toEqual([]);
    expect(data.map(({ round, accuracy, epsilon }) => [round, accuracy, epsilon])).toEqual([
      ['1', '0.5', '1.25'],
      ['2', '', ''],
    ]);
    expect(data[0]).toMatchObject({
      committedAt: '1970-01-01T00:00:02.500Z',
      ...{ cohort: '3', reported: '2', departed: '1', rejected: '0', declined: '0' },
      ...{ examples: '40', meanUpdateNorm: '3', meanTrainMs: '150' },
      ...{ bytesUp: '300', bytesDown: '900' },
      ...{ reportingMs: '1000', aggregatingMs: '300', evaluatingMs: '200' },
    });
  });

  it('weighs what clients measured by their examples', () => {
    const rows = text('jsonl')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ round: 1, clientLossBefore: 1.75, clientAccuracyAfter: 0.9 });
    expect(rows[1]).toMatchObject({ round: 2, accuracy: null, loss: null, clientLossBefore: null });
  });

  it('names the file for the run', () => {
    expect(exportMetrics('csv', run).name).toBe('digits-of-many-writers-metrics.csv');
  });
});
