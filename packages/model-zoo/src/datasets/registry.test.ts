import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';
import { openDataset } from '../node/data-source.ts';
import { datasetLaws } from '../testing/dataset-laws.ts';
import { datasets } from './registry.generated.ts';

const dataDir =
  process.env.TRIBUTARY_DATA_DIR ||
  fileURLToPath(new URL('../../../../../shared/data', import.meta.url));

for (const dataset of datasets.entries) {
  const needsFiles = dataset.files.length > 0;
  describe.skipIf(needsFiles && !existsSync(dataDir))('laws', () => {
    datasetLaws(dataset, async () => {
      const options = needsFiles ? { dataDir, offline: true } : {};
      return (await openDataset(dataset.name, options)).source;
    });
  });
}
