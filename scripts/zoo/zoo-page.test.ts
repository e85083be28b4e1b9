import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aggregators, attacks, compressors, preaggregators, strategies } from '@tributary/fedavg';
import { datasets, models, partitioners, preprocessors, tasks } from '@tributary/model-zoo';
import { presets } from '@tributary/simulator';
import { markdownTable } from '@tributary/terminal';
import { afterAll, describe, expect, it } from 'vitest';
import { algorithmsPage } from './algorithms-page.ts';
import { writeZoo } from './write-zoo.ts';
import { zooPage } from './zoo-page.ts';

const page = zooPage();
const lineOf = (name: string) =>
  page.split('\n').filter((line) => line.startsWith(`| [\`${name}\``));

describe('the list of the zoo', () => {
  const registries = { models, datasets, partitioners, preprocessors, tasks, strategies, presets };

  it.each(Object.entries(registries))('has a line for each of the %s', (_, registry) => {
    for (const name of registry.names) expect(lineOf(name), name).not.toEqual([]);
  });

  it('links to files that are there', () => {
    const links = [...page.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, path]) => path as string);
    expect(links.length).toBeGreaterThan(models.names.length + datasets.names.length);
    expect(links.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('counts the weights of the paper’s networks', () => {
    expect(lineOf('mlp-2nn')[0]).toContain('| 199,210 | `mnist` |');
    expect(lineOf('cnn')[0]).toContain('| 1,663,370 | `mnist` |');
    expect(lineOf('text-embedding')[0]).toMatch(/`rt-polarity` \| tokens \|/);
  });

  it('has as many cells in every line as its table has heads', () => {
    const tables = page.split('\n\n').filter((part) => part.startsWith('| '));
    expect(tables).toHaveLength(Object.keys(registries).length);
    for (const table of tables) {
      const counts = table
        .trimEnd()
        .split('\n')
        .map((line) => line.split(/(?<!\\)\|/).length);
      expect(new Set(counts).size).toBe(1);
    }
  });

  it('says nothing that is not there', () => {
    expect(page).not.toMatch(/undefined|NaN|\[object/);
  });
});

describe('markdownTable', () => {
  it('keeps bars and line breaks from breaking the table', () => {
    expect(markdownTable(['a|b\nc'], [{ head: 'x', cell: (text) => text }])).toBe(
      '| x |\n| --- |\n| a\\|b c |',
    );
  });
});

describe('writeZoo', () => {
  const root = mkdtempSync(join(tmpdir(), 'tributary-zoo-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('tells stale files, and writes them unless it is only to check', () => {
    const paths = ['docs/zoo.md', 'docs/algorithms.md'].map((name) => join(root, name));
    const [zoo] = paths as [string, string];
    mkdirSync(join(root, 'docs'));
    expect(writeZoo(root, true)).toEqual(paths);
    expect(existsSync(zoo)).toBe(false);
    expect(writeZoo(root)).toEqual(paths);
    expect(readFileSync(zoo, 'utf8')).toBe(page);
    expect(writeZoo(root, true)).toEqual([]);
    writeFileSync(zoo, 'old');
    expect(writeZoo(root, true)).toEqual([zoo]);
  });
});

describe('the page of the algorithms', () => {
  const algorithms = algorithmsPage();
  const sectionOf = (name: string) =>
    algorithms.split(`\n### ${name}\n`)[1]?.split('\n### ')[0] ?? '';

  it.each([
    ...strategies.names,
    ...aggregators.names,
    ...preaggregators.names,
    ...compressors.names,
    ...attacks.names,
  ])('has a section for %s, with source, formula and settings', (name) => {
    const section = sectionOf(name);
    expect(section).toMatch(/^\n\S.+\.\n/);
    expect(section).toMatch(/\n- Source: \S.+\n- Formula: `.+`/);
    for (const key of Object.keys(settingsOf(name))) expect(section).toContain(`\n- \`${key}\` (`);
  });

  it.each(preaggregators.names)('tells what %s takes and costs', (name) => {
    expect(sectionOf(name)).toMatch(
      /\n- Cost: .+\n(- .+\n)*- Does not combine with central privacy/,
    );
    expect(sectionOf(name)).toContain('\n- `numMalicious` (');
  });

  it('says what the check of new runs says, and nothing where that finds nothing', () => {
    expect(sectionOf('SCAFFOLD')).toContain(
      '- Does not combine with updates that pass through `top-k`: ',
    );
    expect(sectionOf('FLTrust')).toContain('- Does not combine with FedPer or FedRep: ');
    expect(sectionOf('rotate')).not.toContain('Does not combine');
    expect(sectionOf('FedAvg').match(/Does not combine/g)).toHaveLength(1);
  });

  it('says nothing that is not there', () => {
    expect(algorithms).not.toMatch(/undefined|\[object/);
  });
});

const settingsOf = (name: string): object =>
  strategies.find(name)?.hyperparams.shape ??
  (preaggregators.find(name)
    ? { numMalicious: 1 }
    : (aggregators.find(name) ?? compressors.find(name) ?? attacks.get(name)).params.shape);
