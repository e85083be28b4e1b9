import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'vitest';
import { goldenChecks } from './index.ts';

const folder =
  process.env.TRIBUTARY_GOLDEN_DIR ||
  fileURLToPath(new URL('../../../../../../shared/golden', import.meta.url));

describe.skipIf(!existsSync(folder))('golden vectors', () => {
  const golden = existsSync(folder)
    ? JSON.parse(readFileSync(`${folder}/golden.json`, 'utf8'))
    : undefined;
  for (const { id, run } of golden ? goldenChecks(golden) : []) it(id, run);
});
