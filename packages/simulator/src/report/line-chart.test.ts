import { describe, expect, it } from 'vitest';
import { drawKey, drawLineChart, type Series } from './line-chart.ts';

const options = { title: 'Loss', xLabel: 'round', format: String };
const rising: Series = {
  name: 'one',
  points: [
    [1, 0.2],
    [2, 0.4],
    [10, 0.8],
  ],
};
const attributes = (svg: string, name: string): number[] =>
  [...svg.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, value]) => Number(value));
const labels = (svg: string): string[] =>
  [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text as string);
const cornersOf = (svg: string): [number, number][] =>
  (/<polyline [^>]*points="([^"]*)"/.exec(svg)?.[1] ?? '')
    .split(' ')
    .map((corner) => corner.split(',').map(Number) as [number, number]);

describe('a line chart', () => {
  it('draws a line through its points: later to the right, larger above', () => {
    const corners = cornersOf(drawLineChart([rising], options));
    const [[x1, y1], [x2, y2], [x3, y3]] = corners as [
      [number, number],
      [number, number],
      [number, number],
    ];
    expect(corners).toHaveLength(3);
    expect((x3 - x1) / (x2 - x1)).toBeCloseTo(9, 0);
    expect((y1 - y3) / (y1 - y2)).toBeCloseTo(3, 0);
  });

  it('stays within its frame, band and mark included', () => {
    const band = [
      [1, 0.1, 0.3],
      [10, 0.7, 1.4],
    ] as const;
    const svg = drawLineChart([{ ...rising, band }], { ...options, mark: 2 });
    const ys = [
      ...attributes(svg, 'y1'),
      ...[...svg.matchAll(/points="([^"]*)"/g)].flatMap(([, points]) =>
        (points as string).split(' ').map((corner) => Number(corner.split(',')[1])),
      ),
    ];
    expect(Math.min(...ys)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...ys)).toBeLessThanOrEqual(340);
    expect(svg).toContain('<polygon');
  });

  it('labels the mark, and puts a dot where a series reaches it', () => {
    const svg = drawLineChart(
      [
        { ...rising, reached: 7.25 },
        { ...rising, name: 'never' },
      ],
      {
        ...options,
        mark: 0.7,
      },
    );
    expect(labels(svg)).toContain('0.7');
    expect(svg.match(/class="reached"/g)).toHaveLength(1);
    expect(svg).toContain('<title>one: 7.25</title>');
    const dot = /class="reached" cx="([^"]*)" cy="([^"]*)"/.exec(svg);
    expect(Number(dot?.[2])).toBeCloseTo(
      attributes(/<line class="mark"[^>]*>/.exec(svg)?.[0] ?? '', 'y1')[0] as number,
    );
    const [first, , last] = cornersOf(svg) as [number, number][];
    expect(Number(dot?.[1])).toBeGreaterThan(first?.[0] as number);
    expect(Number(dot?.[1])).toBeLessThan(last?.[0] as number);
  });

  it.each([1, 2, 3, 7, 40, 1000])('counts up to round %i in whole rounds', (rounds) => {
    const points = Array.from({ length: rounds }, (_, index) => [index + 1, index] as const);
    const svg = drawLineChart([{ name: 'a', points }], { ...options, format: () => 'y' });
    const ticks = labels(svg).filter((label) => !['y', 'round'].includes(label));
    expect(ticks.length).toBeGreaterThan(1);
    expect(ticks.length).toBeLessThan(9);
    for (const tick of ticks) expect(tick).toMatch(/^\d+$/);
  });

  it.each([
    ['one point', [[3, 0.5]]],
    [
      'a flat line',
      [
        [1, 0.5],
        [2, 0.5],
      ],
    ],
    [
      'nothing but zeros',
      [
        [1, 0],
        [2, 0],
      ],
    ],
    [
      'very large numbers',
      [
        [1, 1e30],
        [2, -1e30],
      ],
    ],
    [
      'very small ones',
      [
        [1, 1e-30],
        [2, 2e-30],
      ],
    ],
  ] as const)('can show %s', (_, points) => {
    const svg = drawLineChart([{ name: 'a', points }], options);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(svg).toMatch(points.length > 1 ? /<polyline / : /<circle class="series"/);
  });

  it('says so when there is nothing', () => {
    expect(drawLineChart([], options)).toContain('Nothing was measured.');
    expect(drawLineChart([{ name: 'a', points: [] }], options)).not.toContain('<svg');
  });

  it('draws a series without points beside others as no line', () => {
    const svg = drawLineChart([{ name: 'a', points: [] }, rising], options);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(cornersOf(svg.slice(svg.indexOf('<title>one')))).toHaveLength(3);
  });

  it('thins many points, and keeps the first and the last', () => {
    const points = Array.from({ length: 5003 }, (_, index) => [index, index] as const);
    const corners = cornersOf(drawLineChart([{ name: 'a', points }], options));
    expect(corners.length).toBeLessThan(610);
    const edges = cornersOf(
      drawLineChart(
        [{ name: 'a', points: [points[0], points.at(-1)] as Series['points'] }],
        options,
      ),
    );
    expect([corners[0], corners.at(-1)]).toEqual(edges);
  });

  it('escapes names and titles', () => {
    const svg = drawLineChart([{ ...rising, name: '<i>"a"</i>' }], {
      ...options,
      title: 'a "b" <c>',
    });
    expect(svg).not.toMatch(/<i>|<c>/);
    expect(svg).toContain('aria-label="a &quot;b&quot; &lt;c&gt;"');
  });
});

it('gives series that can be told apart, and the same look in chart and legend', () => {
  const keys = Array.from({ length: 16 }, (_, index) => drawKey(index));
  expect(new Set(keys).size).toBe(16);
  const svg = drawLineChart(
    Array.from({ length: 16 }, (_, index) => ({ ...rising, name: `${index}` })),
    options,
  );
  const looks = (text: string) => [...text.matchAll(/stroke="#[^>]*?\/>/g)].map(([look]) => look);
  expect(looks(svg)).toEqual(keys.flatMap(looks));
});
