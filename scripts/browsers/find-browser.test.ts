import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from './find-chromium.mjs';
import { findFirefox } from './find-firefox.mjs';

let folder: string;
const place = async (path: string, mode = 0o755) => {
  const full = join(folder, path);
  await mkdir(join(full, '..'), { recursive: true });
  await writeFile(full, '');
  await chmod(full, mode);
  return full;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-chromium-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('Chromium is looked for', () => {
  it('at CHROMIUM_PATH first, then where Playwright keeps its own, then on the PATH', async () => {
    const chosen = await place('chosen/chrome');
    const own = await place('own/chrome');
    const system = await place('bin/chromium-browser');
    const env = { CHROMIUM_PATH: chosen, PATH: ['/nowhere', join(folder, 'bin')].join(delimiter) };
    expect(findChromium(env, own)).toBe(chosen);
    expect(findChromium({ ...env, CHROMIUM_PATH: '' }, own)).toBe(own);
    expect(findChromium({ PATH: env.PATH }, join(folder, 'absent'))).toBe(system);
    expect(findChromium({ PATH: '/nowhere' }, join(folder, 'absent'))).toBeNull();
  });

  it('and a wrong CHROMIUM_PATH is an error, not a reason to take another', () => {
    const env = { CHROMIUM_PATH: join(folder, 'absent') };
    expect(() => findChromium(env, '')).toThrow('Correct it or unset it');
  });

  it('and so is Firefox, by its own names', async () => {
    const system = await place('bin/firefox-esr');
    expect(findFirefox({ PATH: join(folder, 'bin') })).toBe(system);
    expect(findFirefox({ PATH: '/nowhere', FIREFOX_PATH: system })).toBe(system);
    expect(findFirefox({ PATH: '/nowhere' })).toBeNull();
  });
});
