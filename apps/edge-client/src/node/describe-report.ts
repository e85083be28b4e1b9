import type { DataReport } from '@tributary/local-data';

/** What was found in somebody's own data, in one line. */
export const describeReport = (path: string, report: DataReport): string => {
  const { numExamples, classes, missing, numFaulty, errors, warnings } = report;
  const parts = [
    `${numExamples} examples`,
    ...(classes.length > 0
      ? [classes.map(({ name, count }) => `${count} ${name}`).join(', ')]
      : []),
    ...(missing.length > 0
      ? [`missing: ${missing.map(({ column, count }) => `${count} ${column}`).join(', ')}`]
      : []),
    ...(errors.total > 0 ? [`${numFaulty} left out: ${errors.shown[0]?.message}`] : []),
    ...(warnings.total > 0 ? [`${warnings.total} warnings: ${warnings.shown[0]?.message}`] : []),
  ];
  return `${path}: ${parts.join('; ')}`;
};
