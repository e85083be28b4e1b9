import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { Scene } from './scene.ts';
import type { Stop } from './stop.ts';

/** How a page is looked at. */
export interface View {
  readonly theme: 'light' | 'dark';
  readonly size: 'desktop' | 'phone';
}

const VIEWPORTS = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
} as const;

export const views: readonly View[] = (['desktop', 'phone'] as const).flatMap((size) =>
  (['light', 'dark'] as const).map((theme) => ({ theme, size })),
);

/** Shows an open page in another way, without its being opened again. */
export const showAs = async (page: Page, { theme, size }: View): Promise<void> => {
  await page.setViewportSize(VIEWPORTS[size]);
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.locator(`html[data-mantine-color-scheme="${theme}"]`).waitFor();
  // Half-way from one theme's colour to the other's there is no contrast.
  await page.evaluate(async () => {
    await new Promise(requestAnimationFrame);
    const passing = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.allSettled(passing.map(({ finished }) => finished));
  });
};

/** Opens a stop in a browser of its own and hands over the page, which is closed afterwards. */
export const visit = async (
  browser: Browser,
  { stop, view, scene }: { readonly stop: Stop; readonly view: View; readonly scene: Scene },
  look: (page: Page) => Promise<void>,
): Promise<void> => {
  const context = await browser.newContext({
    ...(stop.as === 'admin' && { storageState: await adminState(browser, scene) }),
    viewport: VIEWPORTS[view.size],
    colorScheme: view.theme,
    reducedMotion: 'reduce',
    ...(view.size === 'phone' && { isMobile: true, hasTouch: true }),
  });
  try {
    const page = await context.newPage();
    await stop.go(page, scene);
    await page.evaluate(async () => {
      await document.fonts.ready;
      await Promise.all([...document.images].map((image) => image.decode()));
    });
    await look(page);
  } finally {
    await stop.leave?.(scene);
    await context.close();
  }
};

type AdminState = Awaited<ReturnType<BrowserContext['storageState']>>;
const adminStates = new WeakMap<Scene, Promise<AdminState>>();

/** Of who has signed in: once for a scene, for the coordinator lets nobody try tokens at this pace. */
const adminState = (browser: Browser, scene: Scene): Promise<AdminState> => {
  const state = adminStates.get(scene) ?? signIn(browser, scene);
  adminStates.set(scene, state);
  return state;
};

const signIn = async (browser: Browser, { coordinator }: Scene): Promise<AdminState> => {
  const { url, adminToken } = coordinator;
  const context = await browser.newContext();
  await context.request.post(`${url}/api/session`, { data: { token: adminToken } });
  const state = await context.storageState();
  await context.close();
  return state;
};
