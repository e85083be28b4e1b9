import { type RejectionCode, rejections } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { refusalSentences } from './refusal-sentences.ts';

const refusals = (code: RejectionCode, ...clientIds: string[]) =>
  clientIds.map((clientId) => ({ clientId, round: 1, code }));

const devices = Object.fromEntries(
  ['a', 'b', 'c', 'd', 'e'].map((id, index) => [
    id,
    { kind: 'node', name: `edge ${9 + index}`, backend: 'wasm', backendReason: '' } as const,
  ]),
);

describe('refusalSentences', () => {
  it('gives each reason once with whom it met, the most frequent first', () => {
    const refused = [
      ...refusals('outlier', '0123456789abcdef'),
      ...refusals('norm-too-large', 'b', 'a'),
    ];
    expect(refusalSentences(refused, devices)).toEqual([
      `2 times, from edge 9 and edge 10: ${rejections['norm-too-large'].message}`,
      `Once, from 01234567: ${rejections.outlier.message}`,
    ]);
    expect(refusalSentences([], devices)).toEqual([]);
  });

  it('names those first who were refused most often, and counts the others', () => {
    const [three] = refusalSentences(refusals('outlier', 'c', 'a', 'b', 'c'), devices, 3);
    expect(three).toMatch(/^4 times, from edge 11, edge 9 and edge 10: /);
    const five = refusals('outlier', 'e', 'd', 'c', 'b', 'a', 'e');
    expect(refusalSentences(five, devices, 3)[0]).toMatch(
      /^6 times, from edge 13, edge 9, edge 10 and 2 more: /,
    );
    expect(refusalSentences(five, devices)[0]).toMatch(
      /from edge 13, edge 9, edge 10, edge 11 and edge 12: /,
    );
  });
});
