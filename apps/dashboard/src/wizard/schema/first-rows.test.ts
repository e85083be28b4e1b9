import { expect, it } from 'vitest';
import { firstRows } from './first-rows.ts';

const textOf = async (blob: Blob) => new TextDecoder().decode(await firstRows(blob));

it('reads small files whole, and of large ones whole lines', async () => {
  expect(await textOf(new Blob(['a,b\n1,2']))).toBe('a,b\n1,2');
  const line = `${'x'.repeat(299)}é\n`;
  const read = await textOf(new Blob([line.repeat(10_000)]));
  expect(read.length).toBeGreaterThan(900_000);
  expect(read).toBe(line.repeat(read.length / line.length));
});
