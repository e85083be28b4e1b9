import { describe, expect, it } from 'vitest';
import { drawPartition } from './draw-partition.ts';
import { groupColours } from './group-colours.ts';
import type { PartitionCounts } from './partition-counts.ts';

const picture: PartitionCounts = {
  kind: 'classes',
  legend: 'Class',
  groups: ['<=50K', '>50K & "more"'],
  counts: [
    [3, 1],
    [0, 5],
    [2, 2],
  ],
};
const countOf = (text: string, part: string) => text.split(part).length - 1;
const many = (numClients: number) => ({ ...picture, counts: Array(numClients).fill([3, 1]) });

/** That every element is closed in its turn: what a parser of XML would insist on. */
const expectWellFormed = (svg: string) => {
  const open: string[] = [];
  for (const [, closing, name, rest] of svg.matchAll(/<(\/?)([a-z]+)([^<>]*)>/g)) {
    if (closing) expect(open.pop()).toBe(name);
    else if (!rest?.endsWith('/')) open.push(name as string);
  }
  expect(open).toEqual([]);
  expect(svg).not.toMatch(/&(?!(amp|lt|gt|quot);)/);
  expect(svg).not.toMatch(/NaN|undefined/);
};

describe('the picture of a partition', () => {
  it('is a well-formed document, whatever classes are called', () => {
    const svg = drawPartition(picture, { title: 'Adult & <others>' });
    expectWellFormed(svg);
    expect(svg).toContain('<title id="title">Adult &amp; &lt;others&gt;</title>');
    expect(svg).toContain('&gt;50K &amp; &quot;more&quot;');
  });

  it('draws each class once and names it in the legend in its colour', () => {
    const svg = drawPartition(picture, { title: 'Adult' });
    for (const colour of groupColours(picture)) {
      expect(countOf(svg, `<path fill="${colour}"`)).toBe(1);
      expect(countOf(svg, `rx="2" fill="${colour}"`)).toBe(1);
    }
  });

  it('says in words what it shows, and of each client what it has', () => {
    const svg = drawPartition(picture, { title: 'Adult' });
    expect(svg).toMatch(/<desc id="desc">A bar for each of 3 clients/);
    expect(svg).toContain('<title>Client 1: 5\n&gt;50K &amp; &quot;more&quot;: 5</title>');
    expect(svg).toContain('aria-labelledby="title desc"');
  });

  it('leaves out the tooltips of more than sixty clients, and clients beyond a thousand', () => {
    expect(drawPartition(many(61), { title: 'Many' })).not.toContain('class="bar"');
    const svg = drawPartition(many(1500), { title: 'Too many' });
    expectWellFormed(svg);
    expect(svg).toContain('Too many (the first 1,000 clients)');
    expect(countOf(svg, 'M')).toBeLessThan(2100);
  });

  it('has no legend where nothing is told apart, and grows with a long one', () => {
    const examples = { kind: 'examples' as const, legend: '', groups: ['Examples'], counts: [[4]] };
    expect(drawPartition(examples, { title: 'Text' })).not.toContain('rx="2"');
    const heightOf = (svg: string) => Number(svg.match(/height="(\d+)"/)?.[1]);
    const groups = Array.from({ length: 40 }, (_, i) => `a rather long name ${i}`);
    const long = { ...picture, groups, counts: [groups.map(() => 1)] };
    expect(heightOf(drawPartition(long, { title: '' }))).toBeGreaterThan(
      heightOf(drawPartition(picture, { title: '' })) + 100,
    );
  });
});
