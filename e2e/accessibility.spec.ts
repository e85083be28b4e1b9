import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, expectNoSidewaysScroll } from './support/fixtures.ts';
import { type Scene, setScene } from './tour/scene.ts';
import { stops } from './tour/stops.ts';
import { showAs, visit } from './tour/views.ts';

// biome-ignore lint/complexity/noBannedTypes: Playwright's own name for no fixtures of a test.
const test = base.extend<{}, { readonly scene: Scene }>({
  scene: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern.
    async ({}, use) => {
      const scene = await setScene(2);
      await use(scene);
      await scene.end();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
});

/** Each theme and each size once: what axe looks at hangs on either, not on both together. */
const VIEWS = [
  { theme: 'light', size: 'desktop' },
  { theme: 'dark', size: 'phone' },
] as const;

for (const stop of stops) {
  test(`axe finds nothing amiss in either theme: ${stop.name}`, async ({ browser, scene }) => {
    await visit(browser, { stop, view: VIEWS[0], scene }, async (page) => {
      for (const view of VIEWS) {
        await showAs(page, view);
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
        expect(found, JSON.stringify(view)).toEqual([]);
        await expectNoSidewaysScroll(page);
      }
    });
  });
}
