import { describe, expect, it } from 'vitest';
import { explainFailure } from './install-dependencies.mjs';
import { describeOldNode } from './require-node.mjs';

describe('The bootstrap', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('runs on Node %s', (version) => {
    expect(describeOldNode(version)).toBeNull();
  });

  it.each(['18.20.0', '20.18.3'])('asks for a newer Node than %s', (version) => {
    expect(describeOldNode(version)).toContain(`20.19 or newer, and this is ${version}`);
  });

  it.each([
    ['FetchError: getaddrinfo EAI_AGAIN registry.example', 'Connect this machine to the network'],
    ['npm error code ECONNREFUSED', 'Connect this machine to the network'],
    ['ERR_PNPM_OUTDATED_LOCKFILE  Cannot install', 'Run `pnpm install`'],
    ['ENOSPC: no space left on device', 'The disk is full'],
    ['something else', 'see what pnpm says above'],
  ])('explains “%s”', (output, sentence) => {
    expect(explainFailure(output)).toContain(sentence);
  });
});
