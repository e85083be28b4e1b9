import {
  aggregators,
  type Compressor,
  compressors,
  preaggregators,
  type Stage,
  type Strategy,
  strategies,
} from '@tributary/fedavg';
import type { Partner, PartnerKind, Settings } from './find-limits.ts';

/** A strategy whose clients count the same, where it has the choice, so that only its real limits show. */
export const withStrategy = ({ name, hyperparams }: Strategy): Settings => ({
  strategy: {
    name,
    hyperparams: 'weightedBy' in hyperparams.shape ? { weightedBy: 'uniform' } : {},
  },
});

export const withAggregator = ({ name }: { readonly name: string }): Settings => ({
  aggregation: { aggregator: { name } },
});

export const withPreaggregator = ({
  name,
}: Pick<(typeof preaggregators.entries)[number], 'name'>): Settings => ({
  aggregation: { preaggregator: { name } },
});

/** The shortest pipeline that a compressor can stand in; nothing more is lost in it. */
export const pipelineOf = ({ name, kind }: Compressor): Stage[] => [
  { name, params: {} },
  ...(kind === 'codec' ? [] : [{ name: 'float32', params: {} }]),
];

/** So many clients and so much noise that a round is well within the budget. */
export const privacySettings = {
  central: { mode: 'central', population: 10_000, delta: 1e-5, noiseMultiplier: 2 },
  local: { mode: 'local', noiseMultiplier: 10 },
} as const;

/** Any settings of screening will do: what they are refused for is what they look at. */
export const screeningSettings = { maxNorm: 1, maxNormRatio: 3, minCosine: 0 } as const;

const one = (label: string, settings: Settings): PartnerKind => ({
  label,
  partners: [{ label, settings }],
});

const screenBy = (key: keyof typeof screeningSettings): Partner => ({
  label: `screening by \`${key}\``,
  settings: { screening: { [key]: screeningSettings[key] } },
});

const named = <Entry extends { readonly name: string }>(
  label: string,
  entries: readonly Entry[],
  withEntry: (entry: Entry) => Settings,
): PartnerKind => ({
  label,
  partners: entries.map((entry) => ({ label: entry.name, settings: withEntry(entry) })),
});

/** What an entry of the page is tried with. */
export const partnerKinds = {
  strategies: named('any strategy', strategies.entries, withStrategy),
  aggregators: named('another aggregator', aggregators.entries, withAggregator),
  preaggregators: named('a preaggregator', preaggregators.entries, withPreaggregator),
  central: one('central privacy', { privacy: privacySettings.central }),
  local: one('local privacy', { privacy: privacySettings.local }),
  comparison: {
    label: 'screening by comparison (`minCosine`, `maxNormRatio`)',
    partners: [screenBy('minCosine'), screenBy('maxNormRatio')],
  },
  norm: { label: 'screening by norm (`maxNorm`)', partners: [screenBy('maxNorm')] },
  updates: {
    label: 'updates that pass through any compressor',
    partners: compressors.entries.map((compressor) => ({
      label: `updates that pass through \`${compressor.name}\``,
      settings: { compression: { up: pipelineOf(compressor) } },
    })),
  },
  noFeedback: one('error feedback switched off', { compression: { errorFeedback: false } }),
  down: one('a model that is compressed on its way down', {
    compression: { down: [{ name: 'int8' }] },
  }),
} as const satisfies Record<string, PartnerKind>;
