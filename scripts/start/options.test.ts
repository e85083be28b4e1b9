import { resolve } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createStartCommand, parseStartOptions } from './options.ts';

/** Throws instead of ending the process. */
const parse = (...args: string[]) => {
  const quiet = { writeErr: () => {}, writeOut: () => {} };
  return parseStartOptions(args, createStartCommand().exitOverride().configureOutput(quiet));
};

afterEach(() => vi.unstubAllEnvs());

describe('The options of npm start', () => {
  it('are those of the demo by default', () => {
    vi.stubEnv('TRIBUTARY_DATA_DIR', undefined);
    expect(parse()).toEqual({
      clients: 5,
      rounds: 10,
      exit: false,
      json: false,
      port: 8080,
      host: '127.0.0.1',
      https: false,
      demo: true,
      dataDir: undefined,
      stateDir: resolve('.tributary'),
    });
  });

  it('keep no state after --exit, unless a place for it is named', () => {
    expect(parse('--exit').stateDir).toBeUndefined();
    expect(parse('--exit', '--state-dir', 'kept').stateDir).toBe(resolve('kept'));
  });

  it('take the data directory from the environment, and rather from the option', () => {
    vi.stubEnv('TRIBUTARY_DATA_DIR', 'from-env');
    expect(parse().dataDir).toBe(resolve('from-env'));
    expect(parse('--data-dir', 'from-option').dataDir).toBe(resolve('from-option'));
  });

  it.each([
    [['--clients', '0'], 'whole number from 1 to 200'],
    [['--rounds', '2.5'], 'whole number'],
    [['--port', 'http'], 'whole number from 0 to 65535'],
    [['--exit', '--no-demo'], 'Leave one of them out'],
    [['--cleints', '5'], 'unknown option'],
    [['5'], 'too many arguments'],
  ])('refuse %j with a sentence', (args, sentence) => {
    expect(() => parse(...args)).toThrow(sentence);
  });
});
