import { beforeAll, describe, expect, it } from 'vitest';
import { runSimulation } from '../node/run-simulation.ts';
import type { SimulationResult } from '../results/simulation-result.ts';
import { resultOf } from '../testing/result-of.ts';
import { smallSimulation } from '../testing/small-simulation.ts';
import { drawReport } from './draw-report.ts';

const charts = (html: string) => html.match(/<svg class="chart".*?<\/svg>/gs) ?? [];
/** A curve of one point is a dot. */
const curves = (html: string) => html.match(/<(polyline|circle) class="series"/g) ?? [];

/** Every element is closed in its turn, nothing is fetched, nothing runs, every number is one. */
const expectSound = (html: string): void => {
  const open: string[] = [];
  const tags = html.replace(/^<!doctype html>/, '').matchAll(/<(\/?)([a-z0-9]+)([^<>]*)>/g);
  for (const [, closing, name, rest] of tags) {
    if (closing) expect(open.pop()).toBe(name);
    else if (name !== 'meta' && !rest?.endsWith('/')) open.push(name as string);
  }
  expect(open).toEqual([]);
  expect(html).not.toMatch(/https?:|\/\/[a-z]|src=|href=|url\(|@import|<script|<link|<img/i);
  for (const chart of charts(html)) expect(chart).not.toMatch(/NaN|Infinity|undefined|null/);
};

describe('the report of a simulation', () => {
  let result: SimulationResult;
  beforeAll(async () => {
    const simulation = smallSimulation({
      title: 'Rates <b> & "more"',
      variants: [
        { name: 'slow & <steady>', run: { clientWork: { learningRate: 0.01 } } },
        { name: 'fast', run: { clientWork: { learningRate: 0.3 } } },
      ],
      stopAt: { accuracy: 0.5 },
      heldOut: { share: 0.2 },
      compare: { local: { epochs: 1 } },
    });
    result = await runSimulation(simulation, { data: { offline: true }, threads: 1 });
  });

  it('has a curve for each variant in each chart, with its name and its look in the legend', () => {
    const html = drawReport(result);
    expectSound(html);
    expect(charts(html)).toHaveLength(2);
    for (const chart of charts(html)) {
      expect(curves(chart)).toHaveLength(2);
      expect(chart).toContain('<title>slow &amp; &lt;steady&gt;</title>');
    }
    expect(html.match(/<li>.*?<\/li>/g)).toHaveLength(2);
    expect(html).toMatch(/<li><svg class="key".*?<\/svg>fast<\/li>/);
  });

  it('escapes whatever people have named', () => {
    const html = drawReport(result);
    expect(html).toContain('<title>Rates &lt;b&gt; &amp; &quot;more&quot;</title>');
    expect(html).not.toMatch(/<b>|<steady>/);
  });

  it('marks how many rounds each variant took to the mark', () => {
    const html = drawReport(result);
    const [accuracy, loss] = charts(html);
    expect(accuracy).toMatch(/<line class="mark"/);
    expect(accuracy).toMatch(/<circle class="reached"[^>]*><title>fast: [\d.]+<\/title>/);
    expect(loss).not.toMatch(/class="(mark|reached)"/);
    expect(html).toContain('<th>rounds to 50\u00a0%</th>');
  });

  it('has a table of the clients for each run that compared them', () => {
    const html = drawReport(result);
    expect(html.match(/<h2>Clients, /g)).toHaveLength(2);
    expect(html.match(/<tr><td>mean<\/td>/g)).toHaveLength(2);
    const [, first] = html.split('<h2>Clients, ');
    expect(first?.match(/<tr>/g)).toHaveLength(1 + 1 + result.clients);
  });

  it('draws the same from the JSON file', () => {
    expect(drawReport(JSON.parse(JSON.stringify(result)))).toBe(drawReport(result));
  });
});

describe('a report', () => {
  it('shows losses alone where numbers are predicted', () => {
    const numbers = { accuracies: [null, null, null], losses: [40, null, 20] };
    const html = drawReport(resultOf([numbers, numbers]));
    expectSound(html);
    expect(charts(html)).toHaveLength(1);
    expect(html).not.toMatch(/accuracy/i);
    expect(html).toContain('<h2>Test loss</h2>');
  });

  it('draws what can be drawn of a run that diverged', () => {
    const losses = [2, Number.NaN, Number.POSITIVE_INFINITY];
    const html = drawReport(resultOf([{ accuracies: [0.1, 0.1, 0.1], losses }]));
    expectSound(html);
    expect(charts(html)).toHaveLength(2);
  });

  it('says so where nothing was measured, and where there is no run', () => {
    for (const runs of [[{ accuracies: [null] }], []]) {
      const html = drawReport(resultOf(runs, { stopAt: { accuracy: 0.9 } }));
      expectSound(html);
      expect(html).toContain('Nothing was measured.');
    }
  });

  it('puts no dot where at least half of the seeds never reached the mark', () => {
    const runs = [{ accuracies: [0.9, 0.9] }, { accuracies: [0.1, 0.1] }];
    const stopAt = { accuracy: 0.5 };
    expect(drawReport(resultOf(runs, { stopAt }))).not.toContain('class="reached"');
    expect(drawReport(resultOf([...runs, ...runs.slice(0, 1)], { stopAt }))).toContain(
      'class="reached"',
    );
  });

  it('keeps the median of runs that ended sooner than others', () => {
    const html = drawReport(
      resultOf([{ accuracies: [0.9] }, { accuracies: [0.1, 0.2, 0.3] }, { accuracies: [0.9] }]),
    );
    const [, points] = /<polyline [^>]*points="([^"]*)"/.exec(charts(html)[0] ?? '') ?? [];
    const heights = points?.split(' ').map((corner) => corner.split(',')[1]);
    expect(heights).toHaveLength(3);
    expect(new Set(heights).size).toBe(1);
  });

  it('shows the range of several seeds around their median, and says so', () => {
    const runs = [{ accuracies: [0.1, 0.5] }, { accuracies: [0.3, 0.6] }];
    const html = drawReport(resultOf(runs));
    expectSound(html);
    expect(charts(html)[0]).toMatch(/<polygon /);
    expect(html).toContain('bands their range');
    const alone = drawReport(resultOf(runs.slice(1)));
    expect(alone).not.toMatch(/<polygon |bands their range/);
  });

  it('names held-out examples where checkpoints are tested on them', () => {
    const changes = { evaluation: { on: 'held-out' }, heldOut: { share: 0.2 } };
    const html = drawReport(resultOf([{ accuracies: [0.5], losses: [1] }], changes));
    expect(html).toContain('<h2>Best held-out accuracy so far</h2>');
    expect(html).toContain('<h2>Held-out loss</h2>');
  });
});
