import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, expect, it } from 'vitest';
import { startTestCoordinator, type TestCoordinator } from './testing/test-coordinator.ts';

let coordinator: TestCoordinator | undefined;
afterEach(() => coordinator?.destroy());

const check = (port: string, https: boolean) =>
  promisify(execFile)(process.execPath, ['deploy/health-check.mjs'], {
    env: { TRIBUTARY_PORT: port, TRIBUTARY_HTTPS: String(https) },
  });

it.each([false, true])(
  'the container is well when its coordinator is (https: %s)',
  async (https) => {
    coordinator = await startTestCoordinator({ https });
    const { port } = new URL(coordinator.url);
    await check(port, https);
    await expect(check(port, !https)).rejects.toThrow();
  },
);
