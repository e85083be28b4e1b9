// Written by `pnpm gen` from the files of this folder; do not edit.
import { createRegistry } from '@tributary/fedavg';
import type { Task } from '../task.ts';
import { digits } from './digits.ts';
import { fashion } from './fashion.ts';
import { syntheticDigits } from './synthetic-digits.ts';

/** Every task there is, by name. */
export const tasks = createRegistry<Task>('task', [digits, fashion, syntheticDigits]);
