import { type RunConfig, type RunConfigInput, runConfigSchema } from '@tributary/protocol';
import { findConflicts } from '@tributary/rounds';

/** Some of a run's settings, section by section. */
export type Settings = Partial<
  Pick<RunConfigInput, 'strategy' | 'aggregation' | 'screening' | 'compression' | 'privacy'>
>;

/** Something to try an entry with. */
export interface Partner {
  readonly label: string;
  readonly settings: Settings;
}

/** Partners of one kind; where one reason refuses them all, the kind is named instead of each. */
export interface PartnerKind {
  readonly label: string;
  readonly partners: readonly Partner[];
}

/** What an entry does not combine with. */
export interface Limit {
  readonly labels: readonly string[];
  /** Whole sentences, as whoever configures such a run reads them. */
  readonly reason: string;
}

/** A run that contradicts nothing: clients count the same, and there are enough of them for any rule. */
const PLAIN = {
  name: 'plain',
  task: { dataset: 'mnist', model: 'mlp-2nn' },
  partition: { partitioner: 'IidPartitioner' },
  strategy: { name: 'FedAvg', hyperparams: { weightedBy: 'uniform' } },
  cohort: { minClients: 1000 },
};

/**
 * Tries an entry with partners, as the judge of new runs does, and keeps what is refused. What is wrong with
 * the entry by itself is left out, and so are partners that would take the entry's own place.
 * @param likeness another entry: what the same partners are refused for beside it is left out as well
 */
export const findLimits = (
  entry: Settings,
  kinds: readonly PartnerKind[],
  likeness?: Settings,
): Limit[] => {
  const own = reasonsFor(entry);
  const reasonFor = ({ settings }: Partner): string => {
    const known = likeness ? [...own, ...reasonsFor(likeness, settings)] : own;
    return reasonsFor(entry, settings)
      .filter((reason) => !known.includes(reason))
      .join(' ');
  };
  return mergeByReason(
    kinds.flatMap(({ label, partners }) => {
      const tried = partners.filter(({ settings }) => !replaces(settings, entry));
      const limits = mergeByReason(
        tried.map((partner) => ({ labels: [partner.label], reason: reasonFor(partner) })),
      );
      return limits.map(({ labels, reason }) => ({
        labels: labels.length === tried.length ? [label] : labels,
        reason,
      }));
    }),
  );
};

const reasonsFor = (...parts: readonly Settings[]): string[] => [
  ...new Set(findConflicts(settle(parts)).map(({ reason }) => reason)),
];

/** Later settings win; those of a section lie beside each other. */
const settle = (parts: readonly Settings[]): RunConfig => {
  const sections: Record<string, object> = {};
  for (const [section, settings] of parts.flatMap((part) => Object.entries(part))) {
    sections[section] = { ...sections[section], ...settings };
  }
  return runConfigSchema.parse({ ...PLAIN, ...sections });
};

const replaces = (settings: Settings, entry: Settings): boolean =>
  placesOf(settings).some((place) => placesOf(entry).includes(place));

const placesOf = (settings: Settings): string[] =>
  Object.entries(settings).flatMap(([section, values]) =>
    Object.keys(values ?? {}).map((key) => `${section}.${key}`),
  );

/** One limit for each reason; none where there is no reason. */
const mergeByReason = (limits: readonly Limit[]): Limit[] => {
  const merged = new Map<string, string[]>();
  for (const { labels, reason } of limits) {
    if (reason !== '') merged.set(reason, [...(merged.get(reason) ?? []), ...labels]);
  }
  return [...merged].map(([reason, labels]) => ({ labels, reason }));
};
