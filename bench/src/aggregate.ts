import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FoldFigures } from './aggregate/measure-fold.ts';
import type { RobustCase, RobustFigures } from './aggregate/measure-robust.ts';

const PROCESS = fileURLToPath(new URL('./aggregate/process.mjs', import.meta.url));

/**
 * How fast updates are averaged beside a plain copy of their bytes, and what a coordinate median of
 * 100 and Bulyan of 200 cost. Each in one worker thread, as on the coordinator, of a process of its
 * own, so that memory counts only what is measured.
 */
export const benchAggregate = async (json: boolean): Promise<void> => {
  const fold = measure<FoldFigures>('fold');
  const median = measureRule({ rule: 'CoordinateMedian', params: {}, updates: 100 });
  const bulyan = measureRule({ rule: 'Bulyan', params: { numMalicious: 40 }, updates: 200 });
  const figures = roundAll({
    ...fold,
    ...{ medianS: median.seconds, medianPeakMB: median.peakMB },
    ...{ bulyanS: bulyan.seconds, bulyanPeakMB: bulyan.peakMB },
  });
  if (json) console.log(JSON.stringify(figures));
  else console.table(figures);
};

const measure = <Figures>(what: string): Figures =>
  JSON.parse(execFileSync(process.execPath, [PROCESS, what], { encoding: 'utf8' }));

const measureRule = (robust: RobustCase): RobustFigures => measure(JSON.stringify(robust));

const roundAll = (figures: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, Number(value.toPrecision(3))]),
  );
