import { strategies } from '@tributary/fedavg';
import { modelTitle, partitioners } from '@tributary/model-zoo';
import type { RunConfig, TaskSpec } from '@tributary/protocol';
import { titleOfData } from '../view/catalogue.ts';
import { formatNumber, shortId } from '../view/format.ts';
import { stepTitle } from '../view/preprocessing-steps.ts';
import { methodRows } from './method-rows.ts';
import { runFields } from './run-fields.ts';
import { schemaFields } from './schema-fields.ts';
import { type SettingRow, settingRows } from './setting-rows.ts';

/** A whole run config as a list of settings, in the order of the form. */
export const configRows = (config: RunConfig): SettingRow[] => {
  const { task, partition, strategy } = config;
  const partitioner = partitioners.find(partition.partitioner);
  const knownStrategy = strategies.find(strategy.name);
  return [
    { title: 'Data set', value: titleOfData(task.dataset) },
    { title: 'Model', value: modelTitle(task.model) },
    ...preprocessingRows(task),
    ...adapterRows(task),
    { title: 'Partitioner', value: partition.partitioner },
    ...(partitioner ? settingRows(schemaFields(partitioner.params), partition.params) : []),
    { title: 'Partition seed', value: String(partition.seed) },
    { title: 'Strategy', value: strategy.name },
    ...(knownStrategy
      ? settingRows(schemaFields(knownStrategy.hyperparams), strategy.hyperparams)
      : []),
    ...methodRows(config),
    ...settingRows(runFields(config), config),
  ];
};

/** Longer lists, one number for each column of a table, would bury the rest. */
const MAX_LISTED = 4;

const preprocessingRows = ({ preprocessing }: TaskSpec): SettingRow[] =>
  preprocessing.map((step, index) => ({
    title: `Step ${index + 1} before training`,
    value: [stepTitle(step), ...paramsOf(step)].join(', '),
  }));

const paramsOf = ({ params }: TaskSpec['preprocessing'][number]): string[] =>
  Object.entries(params).flatMap(([key, value]) => {
    const text = formatParam(value);
    return text === null ? [] : [`${key} ${text}`];
  });

/** Null for a text, such as an alphabet, that is too long to be a setting that people read. */
const formatParam = (value: unknown): string | null => {
  if (typeof value === 'number') return formatNumber(value);
  if (Array.isArray(value)) {
    return value.length > MAX_LISTED ? `for ${value.length} columns` : value.join(' / ');
  }
  return String(value).length > 20 ? null : String(value);
};

const adapterRows = ({ adapter }: TaskSpec): SettingRow[] =>
  adapter === undefined
    ? []
    : [
        {
          title: 'Adapters',
          value: `Rank ${adapter.rank}, alpha ${formatNumber(adapter.alpha)}, on ${adapter.targets.join(', ')}`,
        },
        { title: 'Adapted checkpoint', value: shortId(adapter.base) },
      ];
