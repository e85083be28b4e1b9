import {
  type AggregatorRule,
  buildStrategy,
  type Compressor,
  compressors,
  createWeightedMean,
  leastUpdatesOf,
  type PreaggregatorRule,
  preaggregate,
  type Strategy,
  strategies,
} from '@tributary/fedavg';
import { findLimits, type Limit, type PartnerKind, type Settings } from './find-limits.ts';
import {
  partnerKinds,
  pipelineOf,
  privacySettings,
  screeningSettings,
  withAggregator,
  withPreaggregator,
  withStrategy,
} from './partners.ts';

const kinds = partnerKinds;
const privacy = [kinds.central, kinds.local];
const screening = [kinds.comparison, kinds.norm];
const compression = [kinds.updates, kinds.noFeedback, kinds.down];

/** Strategies that go with no other aggregator; their own entries say why. */
export const closedStrategies: readonly string[] = strategies.entries
  .filter((strategy) =>
    findLimits(withStrategy(strategy), [kinds.aggregators]).some(({ labels }) =>
      labels.includes(kinds.aggregators.label),
    ),
  )
  .map(({ name }) => name);

/** Strategies that leave the choice of the aggregator. */
const openStrategies: PartnerKind = {
  label: 'the other strategies',
  partners: kinds.strategies.partners.filter(({ label }) => !closedStrategies.includes(label)),
};

/** What a strategy does not combine with, and why; each ends a sentence, as in all of these lists. */
export const strategyLimits = (strategy: Strategy): string[] => {
  const { name, hyperparams } = strategy;
  const settings = withStrategy(strategy);
  const byExamples = { strategy: { name, hyperparams: { weightedBy: 'num-examples' } } };
  const limits = [
    ...findLimits(settings, [
      kinds.aggregators,
      kinds.preaggregators,
      ...privacy,
      ...screening,
      ...compression,
    ]),
    ...('weightedBy' in hyperparams.shape
      ? findLimits(byExamples, [whileByExamples], settings)
      : []),
  ];
  const { aggregator } = buildStrategy({ name, hyperparams: {} });
  return [...limits.map(sentence), ...fewClients(leastUpdatesOf(aggregator))];
};

const whileByExamples: PartnerKind = {
  label: 'central or local privacy while `weightedBy` is "num-examples"',
  partners: privacy.flatMap(({ partners }) =>
    partners.map(({ label, settings }) => ({
      label: `${label} while \`weightedBy\` is "num-examples"`,
      settings,
    })),
  ),
};

export const aggregatorLimits = (rule: AggregatorRule): string[] => [
  ...findLimits(withAggregator(rule), [
    openStrategies,
    kinds.preaggregators,
    ...privacy,
    ...screening,
    ...compression,
  ]).map(sentence),
  ...fewClients(leastUpdatesOf(rule.build(rule.params.parse({})))),
];

export const preaggregatorLimits = (rule: PreaggregatorRule): string[] => {
  const before = preaggregate(createWeightedMean('uniform'), { name: rule.name, numMalicious: 1 });
  return [
    ...findLimits(withPreaggregator(rule), [
      openStrategies,
      kinds.aggregators,
      ...privacy,
      ...screening,
      ...compression,
    ]).map(sentence),
    ...fewClients(leastUpdatesOf(before)),
  ];
};

export const compressorLimits = (compressor: Compressor): string[] => {
  const up = pipelineOf(compressor);
  return [
    ...findLimits({}, [behind(compressor)]),
    ...findLimits({ compression: { up } }, [
      kinds.strategies,
      kinds.aggregators,
      kinds.preaggregators,
      ...privacy,
      ...screening,
      kinds.noFeedback,
      { label: WAY_DOWN, partners: [{ label: WAY_DOWN, settings: { compression: { down: up } } }] },
    ]),
  ].map(sentence);
};

const WAY_DOWN = 'models on their way down';

/** Other transforms before a compressor in a pipeline. A codec stands last, whatever it is. */
const behind = (compressor: Compressor): PartnerKind => ({
  label: 'any stage in front of it',
  partners: compressors.entries
    .filter(({ name, kind }) => kind === 'transform' && name !== compressor.name)
    .map(({ name }) => ({
      label: `\`${name}\` in front of it`,
      settings: { compression: { up: [{ name, params: {} }, ...pipelineOf(compressor)] } },
    })),
});

/** What a mode of privacy does not combine with. Why an entry of the page is refused stands there. */
export const privacyLimits = (mode: keyof typeof privacySettings): string[] => {
  const settings = { privacy: privacySettings[mode] };
  return [
    ...findLimits(settings, [...screening, ...compression]).map(sentence),
    ...refusedEntries(settings),
  ];
};

/** The same of one setting of screening. */
export const screeningLimits = (key: keyof typeof screeningSettings): string[] => {
  const settings = { screening: { [key]: screeningSettings[key] } };
  return [
    ...findLimits(settings, [...privacy, ...compression]).map(sentence),
    ...refusedEntries(settings),
  ];
};

/** The entries of the page that settings do not go with, by name, a line for each kind. */
const refusedEntries = (settings: Settings): string[] =>
  [
    entriesRefused(settings, kinds.strategies, { one: 'the strategy', many: 'the strategies' }),
    entriesRefused(settings, kinds.aggregators, { one: 'the aggregator', many: 'the aggregators' }),
    entriesRefused(settings, kinds.preaggregators, {
      one: 'the preaggregator',
      many: 'the preaggregators',
    }),
  ].filter((line) => line !== '');

const entriesRefused = (
  settings: Settings,
  { partners }: PartnerKind,
  article: { readonly one: string; readonly many: string },
): string => {
  const refused = partners.filter(
    (partner) => findLimits(settings, [{ label: partner.label, partners: [partner] }]).length > 0,
  );
  const names = list(refused.map(({ label }) => label));
  if (refused.length === 0) return '';
  return refused.length > 1
    ? `${article.many} ${names}: their entries say why.`
    : `${article.one} ${names}: its entry says why.`;
};

const fewClients = (least: number): string[] =>
  least > 1 ? [`fewer than ${least} minimum clients at its defaults.`] : [];

const sentence = ({ labels, reason }: Limit): string => `${list(labels)}: ${reason}`;

const list = (names: readonly string[]): string =>
  new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(names);
