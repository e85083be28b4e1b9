import { DatasetError } from '@tributary/model-zoo';
import { TrainerError } from '@tributary/trainer';
import { describe, expect, it } from 'vitest';
import { problemFrom } from './problem-from.ts';

describe('problemFrom', () => {
  it.each([
    new TypeError('fetch failed'),
    new Error('/api/runs/one/shards answered with status 502.'),
    new DatasetError('unavailable', 'It could not be downloaded.'),
  ])('tries again after %s', (error) => {
    expect(problemFrom(error)).toEqual({ message: error.message, willRetry: true });
  });

  it.each([
    new TrainerError('backend-unavailable', 'No backend can train on this device.'),
    new DatasetError('data-dir-missing', 'The data directory does not exist.'),
    new RangeError('There is no data set "mnits".'),
  ])('gives up after %s', (error) => {
    expect(problemFrom(error)).toEqual({ message: error.message, willRetry: false });
  });
});
