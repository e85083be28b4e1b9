import { execFileSync, spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { shells, writeCompletion } from './completion.ts';
import { createProgram } from './program.ts';
import { runTributary } from './testing/run-tributary.ts';

describe('completion in bash', () => {
  let script: string;
  beforeAll(async () => {
    const { code, stdout } = await runTributary(['completion', 'bash']);
    expect(code).toBe(0);
    script = stdout;
  });

  /** What is offered for the last of the words. */
  const offers = (...words: string[]): string[] => {
    const line = words.map((word) => `'${word}'`).join(' ');
    const ask = `${script}
COMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _tributary; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return execFileSync('bash', ['-c', ask], { encoding: 'utf8' }).split('\n').filter(Boolean);
  };

  it('is a script that bash accepts', () => {
    expect(spawnSync('bash', ['-n'], { input: script }).status).toBe(0);
  });

  it.each([
    [
      ['tributary', ''],
      ['coordinator', 'run', 'simulate', 'token', 'completion'],
    ],
    [['tributary', 'ru'], ['run']],
    [
      ['tributary', 'run', 'st'],
      ['start', 'stop'],
    ],
    [
      ['tributary', 'token', ''],
      ['create', 'list', 'revoke'],
    ],
    [['tributary', 'run', 'create', '--ro'], ['--rounds']],
    [
      ['tributary', 'run', 'create', '--rounds', '3', '--st'],
      ['--strategy', '--start'],
    ],
    [['tributary', 'completion', ''], [...shells]],
    [['tributary', 'run', 'create', '--config', 'package.j'], ['package.json']],
  ])('%j', (words, expected) => {
    expect(offers(...words)).toEqual(expect.arrayContaining(expected));
  });

  it('offers nothing where only a person knows', () => {
    expect(offers('tributary', 'run', 'show', '')).toEqual([]);
    expect(offers('tributary', 'run', 'create', '--name', '')).toEqual([]);
  });
});

it.each(shells)('the script for %s names every command and option, quotes and all', (shell) => {
  const program = createProgram();
  const script = writeCompletion(program, shell);
  const walk = (command: typeof program): void => {
    for (const one of command.commands) {
      expect(script).toContain(one.name());
      for (const { long } of one.options) expect(script).toContain(long?.slice(2));
      walk(one);
    }
  };
  walk(program);
  // Every quote that is opened is closed: nothing of a description is left to the shell.
  expect(script.replaceAll(`'\\''`, '').split("'").length % 2).toBe(1);
});
