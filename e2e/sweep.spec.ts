import { expect, type Page, test } from '@playwright/test';
import type { ViteDevServer } from 'vite';
import { servePage } from './support/serve-page.ts';

/** What the page's `sweepBackend` gives; see the trainer's `sweep/page`. */
interface BrowserSweep {
  readonly backend: string;
  readonly fault?: string;
  readonly leftTensors: number;
  readonly results: readonly {
    readonly name: string;
    readonly ok: boolean;
    readonly forwardError: number;
    readonly gradientErrors: readonly number[];
    readonly message?: string;
  }[];
}

// Software adapters compile a program for nearly every case.
test.setTimeout(480_000);

let server: ViteDevServer;
test.beforeAll(async () => {
  const backends = ['core', 'backend-cpu', 'backend-webgl', 'backend-webgpu', 'backend-wasm'];
  server = await servePage(
    'packages/trainer/src/sweep/page',
    backends.map((name) => `@tensorflow/tfjs-${name}`),
  );
});
test.afterAll(() => server.close());

const sweep = async (page: Page, backend: string): Promise<BrowserSweep> => {
  await page.goto(server.resolvedUrls?.local[0] ?? '');
  await page.waitForFunction(() => 'sweepBackend' in globalThis);
  return await page.evaluate(`sweepBackend(${JSON.stringify(backend)})`);
};

/** The wrong cases, one line each. */
const complaints = ({ results }: BrowserSweep): string[] =>
  results
    .filter(({ ok }) => !ok)
    .map(({ name, forwardError, gradientErrors, message }) => {
      const errors = [forwardError, ...gradientErrors].map((error) => error.toExponential(1));
      return `${name}: ${message ?? errors.join(', ')}`;
    });

/** tfjs issue 8638: on WebGPU of some browsers they come out as zeros. */
const isWholeTranspose = (complaint: string): boolean =>
  complaint.startsWith('Transpose whole numbers');

for (const backend of ['webgl', 'webgpu']) {
  test(`every operation of a layer is right on ${backend}, forwards and backwards`, async ({
    page,
  }) => {
    const swept = await sweep(page, backend);
    expect(swept.backend).toBe(backend);
    expect(swept.results.length).toBeGreaterThan(200);
    expect(swept.leftTensors).toBe(0);
    const wrong = complaints(swept);
    const knownFault = backend === 'webgpu' ? wrong.filter(isWholeTranspose) : [];
    expect(wrong.filter((complaint) => !knownFault.includes(complaint))).toEqual([]);
    // Where that fault is, the trainer's self-test finds it too, and another backend is taken.
    expect(swept.fault).toBe(knownFault.length > 0 ? 'transposes integers wrongly' : undefined);
  });
}

for (const backend of ['webgpu', 'webgl']) {
  test(`a round whose ${backend} device is lost is finished on the next backend`, async ({
    page,
  }) => {
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    await page.waitForFunction(() => 'loseDevice' in globalThis);
    const report: Readonly<Record<string, string | number>> = await page.evaluate(
      `loseDevice(${JSON.stringify(backend)})`,
    );
    expect(report.before).toBe(backend);
    expect(report.after).not.toBe(backend);
    expect(report.steps).toBe(36);
    expect(report.lossAfter).toBeLessThan(0.5 * Number(report.lossBefore));
  });
}
