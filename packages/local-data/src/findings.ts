import { badFormat, type DataPlace, DatasetError } from '@tributary/model-zoo';

/** Something that is to be said of the data, and where it is. */
export interface Finding {
  readonly place: DataPlace;
  /** A sentence, which names the place, too. */
  readonly message: string;
}

/** The first of them, and how many there are. */
export interface Findings {
  readonly total: number;
  readonly shown: readonly Finding[];
}

/** More than a person reads. */
const MOST_SHOWN = 100;

export const noFindings: Findings = { total: 0, shown: [] };

/** Counts findings and keeps the first of them. */
export interface FindingCollector {
  /** @param problem a clause without its full stop, e.g. `found "x", expected a number` */
  add(place: DataPlace, problem: string): void;
  /** Takes what a reader throws for a finding. @returns undefined then */
  attempt<Value>(read: () => Promise<Value>): Promise<Value | undefined>;
  readonly findings: Findings;
}

export const collectFindings = (): FindingCollector => {
  const shown: Finding[] = [];
  let total = 0;
  const keep = (finding: () => Finding): void => {
    total++;
    if (shown.length < MOST_SHOWN) shown.push(finding());
  };
  return {
    add: (place, problem) => keep(() => findingOf(badFormat(place, problem))),
    attempt: async (read) => {
      try {
        return await read();
      } catch (error) {
        const finding = findingOf(error);
        keep(() => finding);
        return undefined;
      }
    },
    get findings() {
      return { total, shown };
    },
  };
};

/** What a reader threw, as a finding. @throws what is no complaint about data */
export const findingOf = (error: unknown): Finding => {
  if (!(error instanceof DatasetError)) throw error;
  return { place: error.place ?? { file: '' }, message: error.message };
};

export const joinFindings = (parts: readonly Findings[]): Findings => ({
  total: parts.reduce((sum, { total }) => sum + total, 0),
  shown: parts.flatMap(({ shown }) => shown).slice(0, MOST_SHOWN),
});
