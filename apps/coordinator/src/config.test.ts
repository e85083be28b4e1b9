import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { HELP } from './config/help.ts';
import type { Setting } from './config/setting.ts';
import { settings } from './config/settings.ts';
import { parseConfig } from './config.ts';
import { limitsWith } from './limits.ts';

const folder = mkdtempSync(join(tmpdir(), 'tributary-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

const faultOf = (args: readonly string[], env: Record<string, string>): string => {
  try {
    parseConfig(args, env);
  } catch (error) {
    return (error as Error).message;
  }
  return 'no fault';
};

it('has defaults that keep a coordinator to its own machine', () => {
  expect(parseConfig([], {})).toMatchObject({ host: '127.0.0.1', port: 8080, https: false });
});

it('takes an option before its variable, and an empty variable for none', () => {
  const env = { TRIBUTARY_PORT: '1', TRIBUTARY_HOST: '', TRIBUTARY_OFFLINE: '1' };
  expect(parseConfig(['--port', '2'], env)).toMatchObject({
    ...{ port: 2, host: '127.0.0.1', offline: true },
  });
  expect(parseConfig(['--https'], env)).toMatchObject({ port: 1, https: true });
});

it.each([
  ['TRIBUTARY_PORT', '65536'],
  ['TRIBUTARY_PORT', '80.5'],
  ['TRIBUTARY_PUBLIC_URL', 'learn.example.org'],
  ['TRIBUTARY_PUBLIC_URL', 'https://example.org/learn'],
  ['TRIBUTARY_ALLOWED_ORIGINS', '*'],
  ['TRIBUTARY_ALLOWED_ORIGINS', 'https://example.org, https://example.org/page'],
  ['TRIBUTARY_TRUST_PROXY', 'true'],
  ['TRIBUTARY_TRUST_PROXY', '10.0.0.0/x'],
  ['TRIBUTARY_HTTPS', 'maybe'],
  ['TRIBUTARY_OFFLINE', 'maybe'],
  ['DATABASE_URL', 'mysql://somebody:hidden@host/name'],
  ['TRIBUTARY_METRICS_TOKEN', 'hidden'],
  ['TRIBUTARY_ADMIN_TOKEN', 'hidden'],
  ['TRIBUTARY_VIEWER_TOKEN', 'hidden'],
  ['TRIBUTARY_LIMITS', '{"socketFlow":{"messageBurst":0}}'],
  ['TRIBUTARY_LIMITS', '{"addressFlow":{"messages":1}}'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
  ['TRIBUTARY_LOG_LEVEL', 'loud'],
])('names %s when it is "%s", and what is allowed', (name, value) => {
  const fault = faultOf([], { [name]: value });
  const setting = Object.values<Setting<unknown>>(settings).find(({ env }) => env === name);
  expect(fault).toContain(`${name} is `);
  expect(fault).toContain(`Allowed: ${setting?.allowed}.`);
  expect(fault.includes(value)).toBe(!setting?.isSecret);
  expect(fault).not.toContain('hidden');
});

it('names all that is wrong at once', () => {
  const fault = faultOf(['--port', 'x'], { TRIBUTARY_HTTPS: 'y', TRIBUTARY_LOG_LEVEL: 'z' });
  expect(fault.split('\n')).toHaveLength(4);
});

it('reads what must be kept secret from files', () => {
  const path = join(folder, 'token');
  writeFileSync(path, 'kept-in-a-file-of-its-own\n');
  expect(parseConfig([], { TRIBUTARY_ADMIN_TOKEN_FILE: path })?.adminToken).toBe(
    'kept-in-a-file-of-its-own',
  );
  expect(faultOf([], { TRIBUTARY_ADMIN_TOKEN: 'a', TRIBUTARY_ADMIN_TOKEN_FILE: path })).toContain(
    'both set',
  );
  expect(faultOf([], { DATABASE_URL_FILE: join(folder, 'none') })).toContain('(ENOENT)');
});

it('believes one proxy or those that are named', () => {
  const read = (value: string) => parseConfig(['--trust-proxy', value], {})?.trustProxy;
  expect(read('1')).toBe(1);
  expect(read('10.0.0.0/8, ::1')).toBe('10.0.0.0/8, ::1');
});

it('takes limits, and some of a group of them', () => {
  const limits = { maxHeaders: 7, requestsPerMinute: { api: 3 }, addressFlow: { burstBytes: 9 } };
  const read = parseConfig([], { TRIBUTARY_LIMITS: JSON.stringify(limits) })?.limits;
  expect(read).toEqual(limits);
  expect(limitsWith(read)).toMatchObject({ ...limits, requestsPerMinute: { api: 3, signIn: 20 } });
});

it('explains every setting', () => {
  expect(parseConfig(['--help'], {})).toBeNull();
  for (const { about } of Object.values<Setting<unknown>>(settings)) expect(HELP).toContain(about);
});
