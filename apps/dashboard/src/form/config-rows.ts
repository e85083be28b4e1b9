import { strategies } from '@tributary/fedavg';
import { partitioners } from '@tributary/model-zoo';
import type { RunConfig } from '@tributary/protocol';
import { catalogue, labelOf } from '../view/catalogue.ts';
import { runSettings } from './run-draft.ts';
import { schemaFields } from './schema-fields.ts';
import { type SettingRow, settingRows } from './setting-rows.ts';

/** A whole run config as a list of settings, in the order of the form. */
export const configRows = (config: RunConfig): SettingRow[] => {
  const { task, partition, strategy } = config;
  const partitioner = partitioners.find(partition.partitioner);
  const knownStrategy = strategies.find(strategy.name);
  return [
    { title: 'Data set', value: labelOf(catalogue.datasets, task.dataset) },
    { title: 'Model', value: labelOf(catalogue.models, task.model) },
    { title: 'Partitioner', value: partition.partitioner },
    ...(partitioner ? settingRows(schemaFields(partitioner.params), partition.params) : []),
    { title: 'Partition seed', value: String(partition.seed) },
    { title: 'Strategy', value: strategy.name },
    ...(knownStrategy
      ? settingRows(schemaFields(knownStrategy.hyperparams), strategy.hyperparams)
      : []),
    ...settingRows(schemaFields(runSettings), config),
  ];
};
