import type { Page } from '@playwright/test';
import type { Scene } from './scene.ts';

/** A page, or a state of one, that people see. */
export interface Stop {
  /** What its pictures are called. */
  readonly name: string;
  /** Signed in to the dashboard before, unless it is the client's page or nobody is. */
  readonly as: 'admin' | 'nobody';
  /** Opens it, and waits until there is something to see. */
  go(page: Page, scene: Scene): Promise<void>;
  /** Puts back what it changed. */
  leave?(scene: Scene): Promise<void>;
}

/** Waits until something is said somewhere on the page. */
export const shows = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByText(text).first().waitFor({ timeout: 30_000 });
