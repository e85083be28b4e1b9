import { DatasetError } from '@tributary/model-zoo';
import { expect, it } from 'vitest';
import { fromPlainError, toPlainError } from './messages.ts';

const cross = (error: unknown) => fromPlainError(structuredClone(toPlainError(error)));

it('keeps the place of a fault from thread to thread', () => {
  const place = { file: 'a.csv', line: 2, column: 'age' };
  const crossed = cross(new DatasetError('bad-format', 'a.csv, line 2: so.', { place }));
  expect(crossed).toBeInstanceOf(DatasetError);
  expect(crossed).toMatchObject({ code: 'bad-format', message: 'a.csv, line 2: so.', place });
  expect(cross(new RangeError('Too far.'))).toEqual(new Error('Too far.'));
});
