import {
  datasetTable,
  modelTable,
  partitionerTable,
  preprocessorTable,
  presetTable,
  strategyTable,
  taskTable,
} from './zoo-tables.ts';

/** The page that lists everything a run can be made of, from the registries alone. */
export const zooPage = (): string => `# The zoo

<!-- Written by \`pnpm gen\` from the registries; do not edit. -->

Everything that a run can be made of. Each line is one file; \`pnpm new\` begins another.

## Models

The number of weights is that for the data set beside it, after the preprocessing of a task where the
model needs some. "Takes" is tried with the data sets and tasks below.

Deep networks for pictures, ResNet-20 among them, use group normalisation where the papers have batch
normalisation: BatchNorm's running statistics do not federate. No gradient moves them, a client's are
those of its own data alone, and the mean of the clients' variances is not the variance of all their
data.

${modelTable()}

## Data sets

None of the data is part of this repository. Files come from \`--data-dir\` or from where they are
published, and are checked by their SHA-256. "Natural clients" is who made an example, where the data
set knows; the \`NaturalIdPartitioner\` gives each of them one client.

${datasetTable()}

## Partitioners

How a data set is divided among clients that bring none of their own, by Flower Datasets' names.

${partitionerTable()}

## Preprocessing

What a device does with its own examples before it trains, in the order that a run's config says.

${preprocessorTable()}

## Tasks

Templates for a run, with settings that learn. The dashboard's form begins with them.

${taskTable()}

## Strategies

${strategyTable()}

## Simulator presets

\`pnpm simulate <name>\` runs one on virtual clients.

${presetTable()}
`;
