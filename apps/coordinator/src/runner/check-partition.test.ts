import { runConfigSchema } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { smallRun } from '../testing/test-coordinator.ts';
import { checkPartition } from './check-partition.ts';
import { validateConfig } from './validate-config.ts';

const check = (partitioner: string, params: Record<string, unknown> = {}) =>
  checkPartition({ partitioner, params, seed: 4 });

describe('the partition of a run', () => {
  it('comes back with its defaults filled in', () => {
    expect(check('ShardPartitioner', { numPartitions: 12 })).toEqual({
      ok: true,
      partition: {
        partitioner: 'ShardPartitioner',
        params: { numPartitions: 12, shardsPerPartition: 2 },
        seed: 4,
      },
    });
  });

  it('may give sizes as a list', () => {
    expect(check('SizePartitioner', { partitionSizes: [600, 400] })).toMatchObject({
      ok: true,
      partition: { params: { partitionSizes: '600, 400' } },
    });
  });

  it('must be of whole examples', () => {
    const refusal = {
      ok: false,
      code: 'invalid-config',
      detail: expect.stringMatching(
        /^partition\.partitioner: "VerticalEvenPartitioner" divides columns, and a run needs whole examples; choose one of .*IidPartitioner/,
      ),
    };
    expect(check('VerticalEvenPartitioner')).toMatchObject(refusal);
    const partition = { partitioner: 'VerticalEvenPartitioner' };
    expect(validateConfig(runConfigSchema.parse({ ...smallRun, partition }))).toMatchObject(
      refusal,
    );
  });

  it('must have parameters that fit', () => {
    expect(check('ShardPartitioner', { numPartitions: 0 })).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/^partition\.params: numPartitions/),
    });
    expect(check('NaturalIdPartitioner', { alpha: 1 })).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/alpha/),
    });
  });
});
