import { strategies } from '@tributary/fedavg';
import { datasets, models, partitioners } from '@tributary/model-zoo';

/** One entry of a registry as a person chooses it. */
export interface CatalogueOption {
  readonly value: string;
  readonly label: string;
  readonly description: string;
}

interface Titled {
  readonly name: string;
  readonly title: string;
  readonly description: string;
}

interface Summarised {
  readonly name: string;
  readonly summary: string;
}

const titled = ({ name, title, description }: Titled): CatalogueOption => ({
  value: name,
  label: title,
  description,
});

const summarised = ({ name, summary }: Summarised): CatalogueOption => ({
  value: name,
  label: name,
  description: summary,
});

/** What a run can be made of. */
export const catalogue = {
  datasets: datasets.entries.map(titled),
  models: models.entries.map(titled),
  strategies: strategies.entries.map(summarised),
  // Federated averaging needs whole examples, so nothing that divides columns.
  partitioners: partitioners.entries.filter(({ axis }) => axis !== 'columns').map(summarised),
} as const;

/** The models that can be built for a data set; all of them where this page does not know it. */
export const modelsFor = (dataset: string): readonly CatalogueOption[] =>
  datasets.names.includes(dataset)
    ? models.entries
        .filter((model) => model.accepts?.(datasets.get(dataset)) === undefined)
        .map(titled)
    : catalogue.models;

/** The title of an entry; its name where this page does not know it, because the coordinator is newer. */
export const labelOf = (options: readonly CatalogueOption[], name: string): string =>
  options.find(({ value }) => value === name)?.label ?? name;
