import type { RoundRecord } from '@tributary/rounds';
import { formatNumber } from './format.ts';

/** A committed round in one line: "Round 3: 9 of 12 updates counted, 1 refused". */
export const roundTitle = ({ round, cohort }: Pick<RoundRecord, 'round' | 'cohort'>): string => {
  const members = Object.values(cohort);
  const count = (status: (typeof members)[number]['status']) =>
    members.filter((member) => member.status === status).length;
  const refused = count('rejected');
  return [
    `Round ${round}: ${formatNumber(count('reported'))} of ${formatNumber(members.length)} updates counted`,
    ...(refused > 0 ? [`${formatNumber(refused)} refused`] : []),
  ].join(', ');
};
