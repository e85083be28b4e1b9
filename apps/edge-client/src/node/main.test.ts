import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { roundPlan, runOffer, startTestCoordinator, TOKEN } from '@tributary/client/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { programOf } from '../../../../scripts/start/program-of.ts';

const running: ChildProcess[] = [];

const startCli = (...args: string[]) => {
  const { execArgv, entry } = programOf('apps/edge-client/src/node/main.ts');
  const child = spawn(process.execPath, [...execArgv, entry, 'client', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  const said: string[] = [];
  child.stdout.on('data', (text) => said.push(String(text)));
  child.stderr.on('data', (text) => said.push(String(text)));
  return { child, exit: once(child, 'exit'), said: () => said.join('') };
};

const until = (check: () => void) => vi.waitFor(check, { timeout: 50_000, interval: 50 });

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

describe('tributary client', () => {
  it('trains a round with several clients and leaves cleanly', { timeout: 120_000 }, async () => {
    const coordinator = await startTestCoordinator();
    const { url, heard } = coordinator;
    const cli = startCli(
      '--url',
      url,
      '--token',
      TOKEN,
      '--data',
      '.',
      '--count',
      '2',
      '--backend',
      'wasm',
    );
    await until(() => expect(heard.devices, cli.said()).toHaveLength(2));
    coordinator.clients.emit(
      'roundPlan',
      roundPlan({ work: { ...roundPlan().work, batchSize: 200 } }),
    );
    await until(() => expect(cli.said().match(/round 1 accepted/g)).toHaveLength(2));
    expect(heard.devices.map(({ name }) => name).sort()).toEqual(['edge-1', 'edge-2']);
    expect(new Set(heard.offers.map(({ digest }) => digest)).size).toBe(2);
    cli.child.kill('SIGTERM');
    expect(await cli.exit).toEqual([0, null]);
    await coordinator.close();
  });

  it('ends with a sentence when it is refused', async () => {
    const coordinator = await startTestCoordinator();
    const cli = startCli('--url', coordinator.url, '--token', 'another');
    expect(await cli.exit).toEqual([1, null]);
    expect(cli.said()).toContain('The token is not valid here.');
    await coordinator.close();
  });

  it('ends with a sentence when the backend that was asked for is not there', async () => {
    const coordinator = await startTestCoordinator();
    const args = ['--data', '.', '--backend', 'webgpu'];
    const cli = startCli('--url', coordinator.url, '--token', TOKEN, ...args);
    const [code] = await cli.exit;
    // A machine with a WebGPU adapter would train; this one says why it cannot.
    expect(cli.said()).toMatch(code === 1 ? /cannot get ready to train: .*webgpu/i : /webgpu/i);
    await coordinator.close();
  });

  it('ends with a sentence when the data directory is not there', async () => {
    const task = { dataset: 'mnist', model: 'mlp-2nn', preprocessing: [] };
    const coordinator = await startTestCoordinator({ runs: [runOffer({ task })] });
    const args = ['--data', './no-such-folder', '--backend', 'cpu'];
    const cli = startCli('--url', coordinator.url, '--token', TOKEN, ...args);
    expect(await cli.exit).toEqual([1, null]);
    expect(cli.said()).toMatch(/cannot get ready to train: .*no-such-folder does not exist/);
    await coordinator.close();
  });

  it('says what is missing', async () => {
    const cli = startCli('--token', TOKEN);
    expect(await cli.exit).toEqual([2, null]);
    expect(cli.said()).toContain('Give --url');
  });
});
