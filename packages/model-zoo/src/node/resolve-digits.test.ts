import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mnist } from '../datasets/mnist.ts';
import { openDataset } from './data-source.ts';
import { resolveDigits } from './resolve-digits.ts';

const realData =
  process.env.TRIBUTARY_DATA_DIR ||
  fileURLToPath(new URL('../../../../../shared/data', import.meta.url));

let empty: string;
beforeEach(async () => {
  empty = await mkdtemp(join(tmpdir(), 'tributary-digits-'));
});
afterEach(() => rm(empty, { recursive: true, force: true }));

describe('resolveDigits', () => {
  it('falls back on drawn digits and says why', async () => {
    const resolved = await resolveDigits({ dataDir: empty, cacheDir: empty, offline: true });
    expect(resolved).toMatchObject({ name: 'synthetic-digits', task: 'synthetic-digits' });
    expect(resolved.sentence).toMatch(/^Using synthetic digits .*because.*downloads are off/);
    expect(resolved.opened.origin).toBe('generated');
  });

  it('does not hide a data directory that is wrong', async () => {
    const dataDir = join(empty, 'nowhere');
    await expect(resolveDigits({ dataDir })).rejects.toMatchObject({ code: 'data-dir-missing' });
  });
});

describe.skipIf(!existsSync(realData))('with real files', () => {
  it('uses MNIST with its writers', async () => {
    const options = { dataDir: realData, cacheDir: empty, offline: true };
    expect(await resolveDigits(options)).toMatchObject({
      name: 'mnist',
      task: 'digits',
      sentence: 'Using MNIST from the data directory.',
      opened: { hasNaturalIds: true },
    });
  });

  it('says when the writers are missing', async () => {
    const required = mnist.files.filter(({ optional }) => !optional);
    for (const { name } of required) {
      await copyFile(join(realData, 'mnist', name), join(empty, name));
    }
    const options = { dataDir: empty, cacheDir: join(empty, 'cache'), offline: true };
    expect((await resolveDigits(options)).sentence).toMatch(/without its writers/);
  });

  it("does not take MNIST's files for Fashion-MNIST's of the same names", async () => {
    const dataDir = join(realData, 'mnist');
    const opening = openDataset('fashion-mnist', { dataDir, cacheDir: empty, offline: true });
    await expect(opening).rejects.toMatchObject({ code: 'unavailable' });
  });
});
