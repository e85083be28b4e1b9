/** Prints all settings as JSON, for the page and the checks that list them. */
import type { Setting } from './setting.ts';
import { settings } from './settings.ts';

const all: readonly Setting<unknown>[] = Object.values(settings);
const described = all.map(({ read: _, ...setting }) => setting);
process.stdout.write(JSON.stringify(described));
