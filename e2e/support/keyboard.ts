import type { Locator, Page } from '@playwright/test';

/** More controls than any page has. */
const MOST_STEPS = 120;

/**
 * Goes from where the focus is to a control, and presses a key on it, as somebody without a mouse does: by Tab, and
 * within a group of choices by the arrows.
 * @throws {Error} when the control cannot be reached
 */
export const pressOn = async (page: Page, target: Locator, key: string): Promise<void> => {
  await target.waitFor();
  for (let step = 0; step < MOST_STEPS; step++) {
    const place = await target.evaluate(placeOfFocus);
    if (place === 'here') return page.keyboard.press(key);
    await page.keyboard.press(place === 'same group' ? 'ArrowDown' : 'Tab');
  }
  throw new Error(`${target} cannot be reached by keyboard.`);
};

/** Where the focus is, seen from a control. Runs in the page. */
const placeOfFocus = (target: Element): 'here' | 'same group' | 'elsewhere' => {
  const focused = document.activeElement;
  if (focused === target) return 'here';
  const areChoices = [focused, target].every(
    (element): element is HTMLInputElement =>
      element instanceof HTMLInputElement && element.type === 'radio',
  );
  return areChoices && focused?.getAttribute('name') === target.getAttribute('name')
    ? 'same group'
    : 'elsewhere';
};
