import { Command } from 'commander';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { addSimulateOptions, readSimulateOptions, type SimulateOptions } from './options.ts';

const presets = [{ name: 'mcmahan-2nn-iid', title: '2NN on MNIST' }];
const quiet = () =>
  addSimulateOptions(new Command(), presets)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
const parse = (...args: string[]) => {
  const command = quiet().parse(args, { from: 'user' });
  return readSimulateOptions(command.args[0] ?? '', command.opts<SimulateOptions>());
};

afterEach(() => vi.unstubAllEnvs());

describe('the options of tributary simulate', () => {
  it('need only what to simulate', () => {
    vi.stubEnv('TRIBUTARY_DATA_DIR', '');
    expect(parse('mcmahan-2nn-iid')).toEqual({
      source: 'mcmahan-2nn-iid',
      offline: false,
      json: false,
    });
  });

  it('take lists of seeds and variants', () => {
    const options = parse('a.json', '--seeds', '1, 2,4294967295', '--variants', 'rate 0.1, slow');
    expect(options).toMatchObject({
      seeds: [1, 2, 4_294_967_295],
      variants: ['rate 0.1', 'slow'],
    });
  });

  it('prefer the folder that was given to that of the environment', () => {
    vi.stubEnv('TRIBUTARY_DATA_DIR', 'there');
    expect(parse('a.json').dataDir).toBe('there');
    expect(parse('a.json', '--data-dir', 'here').dataDir).toBe('here');
  });

  it('list the presets in the help', () => {
    let help = '';
    const command = quiet().configureOutput({ writeOut: (text: string) => (help += text) });
    expect(() => command.parse(['--help'], { from: 'user' })).toThrow('outputHelp');
    expect(help).toMatch(/Presets:\n {2}mcmahan-2nn-iid +2NN on MNIST/);
  });

  it.each([
    [[], /missing required argument/],
    [['a.json', 'b.json'], /too many arguments/],
    [['a.json', '--seeds', '1,,2'], /"" must be a whole number from 0/],
    [['a.json', '--seeds', '1.5'], /"1\.5" must be a whole number/],
    [['a.json', '--seeds', '4294967296'], /from 0 to 4294967295/],
    [['a.json', '--rounds', '0'], /whole number from 1/],
    [['a.json', '--rounds', '1e3'], /"1e3" must be/],
    [['a.json', '--threads', '0'], /whole number from 1/],
    [['a.json', '--thread', '1'], /unknown option '--thread'\n\(Did you mean --threads\?\)/],
  ] as const)('refuse %j', (args, message) => {
    expect(() => parse(...args)).toThrow(message);
  });
});
