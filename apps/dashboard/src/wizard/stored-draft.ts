import type { DataSchema } from '@tributary/model-zoo';
import { tasks } from '@tributary/model-zoo';
import type { LayersModel, RunConfig } from '@tributary/protocol';
import { z } from 'zod';
import { draftFromTask } from '../form/run-draft.ts';
import { FIRST_TEMPLATE, type GoalName, goals } from './goals.ts';

/** What a person has chosen so far; settings may still be missing or wrong. */
export interface NewRun {
  readonly goal: GoalName;
  /** The template that it began with; null where devices bring their own data. */
  readonly template: string | null;
  /** Own data as it was left when a template was chosen instead. */
  readonly own: DataSchema | null;
  /** A model of the person's own, also while another one is chosen. */
  readonly brought: LayersModel | null;
  readonly config: RunConfig;
}

export const firstNewRun = (): NewRun => ({
  ...{ goal: 'images', template: FIRST_TEMPLATE, own: null, brought: null },
  config: draftFromTask(tasks.get(FIRST_TEMPLATE)),
});

const KEY = 'tributary.new-run';

/** Settings are kept as they were typed, so only their outline is checked: an older page may have left another. */
const storedSchema = z.object({
  goal: z.enum(goals.map(({ name }) => name)),
  template: z.enum(tasks.names).nullable(),
  own: z.looseObject({ kind: z.string() }).nullable(),
  brought: z.looseObject({ title: z.string() }).nullable().default(null),
  config: z.looseObject({
    task: z.looseObject({
      dataset: z.union([z.string(), z.looseObject({ kind: z.string() })]),
      model: z.union([z.string(), z.looseObject({ title: z.string() })]),
      preprocessing: z.array(z.unknown()),
    }),
  }),
});

/** What was kept of an earlier visit in this tab; null where there is nothing, or nothing that can be read. */
export const readNewRun = (storage: Pick<Storage, 'getItem'>): NewRun | null => {
  try {
    const stored = storedSchema.parse(JSON.parse(storage.getItem(KEY) ?? ''));
    const parts = Object.keys(firstNewRun().config);
    const isWhole = parts.every((part) => part in stored.config);
    return isWhole ? (stored as unknown as NewRun) : null;
  } catch {
    return null;
  }
};

/** A browser may keep nothing, in a private window say; then a reload begins anew. */
export const keepNewRun = (storage: Pick<Storage, 'setItem'>, run: NewRun): void => {
  try {
    storage.setItem(KEY, JSON.stringify(run));
  } catch {
    return;
  }
};

export const forgetNewRun = (storage: Pick<Storage, 'removeItem'>): void => storage.removeItem(KEY);
