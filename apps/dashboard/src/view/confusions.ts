import type { CheckpointReport } from '@tributary/protocol';
import { countOf, formatPercent } from './format.ts';

type Counts = Pick<CheckpointReport, 'classNames' | 'confusion'>;

/** How a model does on the examples of one class. */
export interface ClassResult {
  readonly name: string;
  readonly total: number;
  /** In [0, 1]; null where there is no example of it. */
  readonly accuracy: number | null;
}

export const classResults = ({ classNames, confusion }: Counts): ClassResult[] =>
  classNames.map((name, at) => {
    const row = confusion[at] ?? [];
    const total = row.reduce((sum, count) => sum + count, 0);
    return { name, total, accuracy: total === 0 ? null : (row[at] ?? 0) / total };
  });

/** One class that was taken for another. */
export interface Mistake {
  readonly name: string;
  readonly takenFor: string;
  readonly count: number;
  /** Of all examples of the class, in (0, 1]. */
  readonly share: number;
}

/** The most frequent mistakes first; among equals the one that its class suffers more from. */
export const worstMistakes = ({ classNames, confusion }: Counts, most: number): Mistake[] => {
  const results = classResults({ classNames, confusion });
  return results
    .flatMap(({ name, total }, at) =>
      (confusion[at] ?? []).flatMap((count, other) =>
        count === 0 || other === at
          ? []
          : { name, takenFor: classNames[other] ?? '', count, share: count / total },
      ),
    )
    .sort((a, b) => b.count - a.count || b.share - a.share)
    .slice(0, most);
};

export const mistakeSentence = ({ name, takenFor, count, share }: Mistake): string =>
  `“${name}” was taken for “${takenFor}” ${countOf(count, 'time')}: ${formatPercent(share)} of all “${name}”.`;
