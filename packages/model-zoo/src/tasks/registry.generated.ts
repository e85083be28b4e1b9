// Written by `pnpm gen` from the files of this folder; do not edit.
import { createRegistry } from '@tributary/fedavg';
import type { Task } from '../task.ts';

/** Every task there is, by name. */
export const tasks = createRegistry<Task>('task', []);
