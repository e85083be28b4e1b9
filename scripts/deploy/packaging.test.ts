import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readSettings } from '../operations/read-settings.ts';

const read = (path: string) => readFileSync(path, 'utf8');
/** Instructions with their continued lines, and no comments. */
const instructions = read('deploy/Dockerfile')
  .replaceAll(/\\\n/g, ' ')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => ({ name: line.split(' ')[0] ?? '', rest: line.slice(line.indexOf(' ') + 1) }));
const all = (name: string) => instructions.filter((each) => each.name === name);

const variables = readSettings('.').flatMap(({ env, isSecret }) =>
  isSecret ? [env, `${env}_FILE`] : [env],
);

const composeSchema = z.object({
  services: z.record(
    z.string(),
    z.object({
      environment: z.record(z.string(), z.string()),
      secrets: z.array(z.string()),
      volumes: z.array(z.string()),
      restart: z.string(),
      build: z.object({ context: z.string(), dockerfile: z.string() }).optional(),
      healthcheck: z.unknown().optional(),
    }),
  ),
  volumes: z.record(z.string(), z.unknown()),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
});
const compose = composeSchema.parse(parse(read('deploy/compose.yaml')));

it('the image is built from files that exist and that the context holds', () => {
  const sources = all('COPY')
    .filter(({ rest }) => !rest.startsWith('--from'))
    .flatMap(({ rest }) => rest.split(/\s+/).slice(0, -1));
  expect(sources.length).toBeGreaterThan(5);
  expect(sources.filter((path) => !existsSync(path))).toEqual([]);
  const let_in = read('.dockerignore').split('\n');
  expect(sources.filter((path) => !let_in.includes(`!${path}`))).toEqual([]);
});

it('every member of the workspace is in the image, which the lockfile asks for', () => {
  const workspace = z
    .object({ packages: z.array(z.string()) })
    .parse(parse(read('pnpm-workspace.yaml')));
  const copied = all('COPY').map(({ rest }) => rest.split(/\s+/)[0]);
  for (const member of workspace.packages) {
    const folder = member.replace('/*', '');
    expect(copied).toContain(member === folder ? `${folder}/package.json` : folder);
  }
});

it('the image runs as nobody special, says how it is, and has settings that exist', () => {
  expect(all('USER').map(({ rest }) => rest)).toEqual(['node']);
  expect(all('HEALTHCHECK')).toHaveLength(1);
  const last = instructions.map(({ name }) => name).lastIndexOf('FROM');
  const names = instructions
    .slice(last)
    .filter(({ name }) => name === 'ENV')
    .flatMap(({ rest }) => rest.match(/\b[A-Z_]+(?==)/g) ?? []);
  // The cache is no setting of the coordinator alone: its root is read-only, so it must not lie in a home.
  const others = ['NODE_ENV', 'TRIBUTARY_CACHE_DIR'];
  expect(names.filter((name) => !others.includes(name) && !variables.includes(name))).toEqual([]);
  expect(read('deploy/Dockerfile')).toContain('TRIBUTARY_CACHE_DIR=/state/');
});

it('compose sets what can be set, and declares what it uses', () => {
  const { coordinator, postgres } = compose.services;
  const set = Object.keys(coordinator?.environment ?? {});
  expect(set.filter((name) => !variables.includes(name))).toEqual([]);
  expect(
    existsSync(`deploy/${coordinator?.build?.context}/${coordinator?.build?.dockerfile}`),
  ).toBe(true);
  expect(postgres?.healthcheck).toBeDefined();
  for (const service of Object.values(compose.services)) {
    expect(service.restart).toBe('unless-stopped');
    for (const secret of service.secrets) expect(compose.secrets).toHaveProperty(secret);
    for (const volume of service.volumes) {
      expect(compose.volumes).toHaveProperty(volume.split(':')[0] ?? '');
    }
    for (const value of Object.values(service.environment)) {
      const secret = value.match(/^\/run\/secrets\/(.*)$/)?.[1];
      if (secret !== undefined) expect(service.secrets).toContain(secret);
    }
  }
});

it('Prometheus reads its rules, and Grafana its dashboard', () => {
  const { rule_files: files } = parse(read('deploy/prometheus.yml'));
  for (const file of files) expect(parse(read(`deploy/${file}`))).toHaveProperty('groups');
  const panelSchema = z.object({
    ...{ id: z.int(), type: z.string(), title: z.string().min(1) },
    gridPos: z.object({ x: z.int().max(23), y: z.int(), w: z.int().max(24), h: z.int() }),
    targets: z.array(z.object({ refId: z.string(), expr: z.string().min(1) })).min(1),
  });
  const dashboard = z
    .object({ title: z.string(), schemaVersion: z.int(), panels: z.array(panelSchema).min(5) })
    .parse(JSON.parse(read('deploy/grafana-dashboard.json')));
  expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
});
