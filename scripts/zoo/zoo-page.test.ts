import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strategies } from '@tributary/fedavg';
import { datasets, models, partitioners, preprocessors, tasks } from '@tributary/model-zoo';
import { presets } from '@tributary/simulator';
import { afterAll, describe, expect, it } from 'vitest';
import { markdownTable } from '../markdown-table.ts';
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

  it('tells a stale file, and writes it unless it is only to check', () => {
    const path = join(root, 'docs/zoo.md');
    mkdirSync(join(root, 'docs'));
    expect(writeZoo(root, true)).toEqual([path]);
    expect(existsSync(path)).toBe(false);
    expect(writeZoo(root)).toEqual([path]);
    expect(readFileSync(path, 'utf8')).toBe(page);
    expect(writeZoo(root, true)).toEqual([]);
    writeFileSync(path, 'old');
    expect(writeZoo(root, true)).toEqual([path]);
  });
});
