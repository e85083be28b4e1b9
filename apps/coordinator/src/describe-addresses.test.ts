import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { programOf } from '../../../scripts/start/program-of.ts';
import { copyTemplate } from '../../../scripts/test/copy-template.ts';
import { describeAddresses } from './describe-addresses.ts';

const addresses = {
  ...{
    url: 'http://localhost:8080',
    joinUrl: 'http://localhost:8080/join/#token=j',
    joinToken: 'j',
  },
  ...{ adminToken: 'open sesame', stateDir: '/state', isTerminal: false },
} as const;
const link = 'http://localhost:8080/#token=open%20sesame';

it.each([
  ['file', true, true],
  ['file', false, false],
  ['configured', true, false],
  ['configured', false, false],
] as const)('an admin token (%s; a terminal: %s) is shown: %s', (source, isTerminal, isShown) => {
  const text = describeAddresses({ ...addresses, adminTokenSource: source, isTerminal });
  expect(text.includes(link)).toBe(isShown);
  expect(text.includes('sesame')).toBe(isShown);
});

it.each([true, false])('an invitation is shown on a terminal alone: %s', (isTerminal) => {
  const text = describeAddresses({ ...addresses, adminTokenSource: 'file', isTerminal });
  expect(text.includes(addresses.joinUrl)).toBe(isTerminal);
});

it('says where a token that it does not show is to be had', () => {
  const say = (adminTokenSource: 'file' | 'configured' | null) =>
    describeAddresses({ ...addresses, adminTokenSource });
  expect(say('file')).toContain('/state/admin-token');
  expect(say('configured')).toContain('TRIBUTARY_ADMIN_TOKEN');
  expect(say(null)).toContain('Only the hash');
});

/** Starts a coordinator as a service would, and ends it once it has said where it is. */
const outputOfStart = async (stateDir: string): Promise<string> => {
  const { execArgv, entry } = programOf('apps/coordinator/src/main.ts');
  const options = ['--port', '0', '--offline', '--log-level', 'silent', '--state-dir', stateDir];
  const child = spawn(process.execPath, [...execArgv, entry, ...options]);
  const ended = once(child, 'exit');
  let text = '';
  for await (const chunk of child.stdout) {
    text += chunk;
    if (/^Join .*\n/m.test(text)) child.kill('SIGTERM');
  }
  await ended;
  return text;
};

it('what a service writes when it starts has no token in it, and says where that is', async () => {
  const stateDir = await mkdtemp(join(tmpdir(), 'tributary-link-'));
  await copyTemplate(stateDir);
  try {
    const text = await outputOfStart(stateDir);
    const token = (await readFile(join(stateDir, 'admin-token'), 'utf8')).trim();
    expect(text).toContain(join(stateDir, 'admin-token'));
    expect(text).not.toContain(token);
    expect(text).not.toContain('token=');
  } finally {
    await rm(stateDir, { recursive: true });
  }
}, 120_000);
