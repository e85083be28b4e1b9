import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openFileScratch } from './file-scratch.ts';

it('gives back what was written, wherever it lies, and leaves no file behind', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tributary-scratch-'));
  const scratch = openFileScratch(folder)(5000);
  scratch.write(
    Float32Array.from({ length: 5000 }, (_, index) => index),
    0,
  );
  // A view into the middle of a larger buffer.
  scratch.write(new Float32Array([7, 8, 9, 10]).subarray(1, 3), 4000);
  const into = new Float32Array(6).subarray(1, 5);
  scratch.read(into, 3999);
  expect([...into]).toEqual([3999, 8, 9, 4002]);
  expect(() => scratch.read(new Float32Array(2), 4999)).toThrow(/ends before/);
  scratch.close();
  expect(await readdir(folder)).toEqual([]);
  await rm(folder, { recursive: true });
});
