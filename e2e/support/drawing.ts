import type { Page } from '@playwright/test';

/** As a finger would: a stroke from the middle of the top to the middle of the bottom. */
export const drawOne = async (page: Page): Promise<void> => {
  const board = page.getByRole('application', { name: 'Drawing board' });
  await board.scrollIntoViewIfNeeded();
  const box = await board.boundingBox();
  if (box === null) throw new Error('The board is not to be seen.');
  const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(0.5, 0.15));
  await page.mouse.down();
  await page.mouse.move(...at(0.5, 0.85), { steps: 8 });
  await page.mouse.up();
};
