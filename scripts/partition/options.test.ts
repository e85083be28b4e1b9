import { describe, expect, it } from 'vitest';
import { createPartitionCommand, parsePartitionOptions } from './options.ts';

const parse = (...args: string[]) =>
  parsePartitionOptions(
    args,
    createPartitionCommand()
      .exitOverride()
      .configureOutput({ writeErr: () => undefined }),
  );

describe('the options of pnpm partition', () => {
  it('need only a data set', () => {
    expect(parse('mnist')).toMatchObject({
      dataset: 'mnist',
      partitioner: 'IidPartitioner',
      params: {},
      seed: 1,
      json: false,
    });
  });

  it('collect parameters, as numbers, yes or no, lists or text', () => {
    const params = [
      'alpha=0.1',
      'rescale=false',
      'partitionSizes=[6,4]',
      'mode=strict',
      'sizes=6,4',
    ];
    expect(parse('mnist', ...params.flatMap((param) => ['--param', param])).params).toEqual({
      alpha: 0.1,
      rescale: false,
      partitionSizes: [6, 4],
      mode: 'strict',
      sizes: '6,4',
    });
  });

  it.each([
    [[], /missing required argument 'dataset'/],
    [['mnist', '--param', 'alpha'], /key=value/],
    [['mnist', '--clients', '0'], /whole number from 1/],
    [['mnist', '--seed', 'x'], /whole number from 0/],
    [['mnist', 'cifar'], /too many arguments/],
  ] as const)('refuse %j', (args, message) => {
    expect(() => parse(...args)).toThrow(message);
  });
});
