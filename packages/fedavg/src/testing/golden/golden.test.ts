import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { goldenChecks } from './index.ts';
import { leftOut } from './left-out.ts';

const folder =
  process.env.TRIBUTARY_GOLDEN_DIR ||
  fileURLToPath(new URL('../../../../../../shared/golden', import.meta.url));

describe.skipIf(!existsSync(folder))('golden vectors', () => {
  const golden = existsSync(folder)
    ? JSON.parse(readFileSync(`${folder}/golden.json`, 'utf8'))
    : undefined;
  it('are all there, or are left out for a reason', () => {
    const checked = new Set(goldenChecks(golden).map(({ id }) => id.split('/')[0]));
    const published = [...JSON.stringify(golden).matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id);
    expect([...checked, ...leftOut.keys()].sort()).toEqual([...new Set(published)].sort());
  });
  for (const { id, run } of golden ? goldenChecks(golden) : []) it(id, run);
});
