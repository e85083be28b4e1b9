import { expect, it } from 'vitest';
import { siteLink } from './repository-links.ts';

const README = 'docs/results/README.md';

it.each([
  ['zoo.md#models', 'docs/data.md', undefined, 'zoo.md#models'],
  ['../simulator.md', README, undefined, '../simulator.md'],
  ['docs/decisions.md', 'ARCHITECTURE.md', 'docs/architecture.md', 'decisions.md'],
  ['../packages/protocol/SPEC.md', 'docs/data.md', undefined, 'spec.md'],
  ['../../packages/protocol/SPEC.md#3-frames', README, undefined, '../spec.md#3-frames'],
  ['../packages/fedavg/src/vector.ts', 'docs/data.md', undefined, null],
  ['#models', 'docs/zoo.md', undefined, '#models'],
  ['https://example.org/a.md', 'docs/zoo.md', undefined, 'https://example.org/a.md'],
])('%s in %s leads on', (href, source, page, target) => {
  expect(siteLink(href, source, page ?? source)).toBe(target);
});
