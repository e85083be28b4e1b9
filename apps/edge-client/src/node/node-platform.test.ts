import { expect, it } from 'vitest';
import { nodePlatform } from './node-platform.ts';

it('names the usual systems as people do, and others as Node does', () => {
  expect(['linux', 'darwin', 'win32', 'sunos'].map(nodePlatform)).toEqual([
    'Node on Linux',
    'Node on macOS',
    'Node on Windows',
    'Node on sunos',
  ]);
});
