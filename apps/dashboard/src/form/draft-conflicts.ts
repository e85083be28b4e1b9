import { type RunConfig, runConfigSchema } from '@tributary/protocol';
import { type Conflict, findConflicts, needsRoot } from '@tributary/rounds';
import { ruleErrors } from './draft-errors.ts';

const combined = runConfigSchema.pick({
  strategy: true,
  aggregation: true,
  screening: true,
  compression: true,
  privacy: true,
  cohort: true,
  reporting: true,
});

/** The draft that was asked about last, as text, and what was found. */
let last: { readonly text: string; readonly conflicts: readonly Conflict[] } | undefined;

/**
 * What makes no sense together in a draft; nothing while settings are missing or wrong by themselves.
 * Asking again about the same draft costs nothing; a privacy budget may take some tenths of a second.
 */
export const draftConflicts = (draft: RunConfig): readonly Conflict[] => {
  const settings = combined.safeParse(draft);
  if (!settings.success || Object.keys(ruleErrors(draft)).length > 0) return [];
  const text = JSON.stringify(settings.data);
  if (last?.text !== text) last = { text, conflicts: findConflicts(settings.data) };
  return typeof draft.task.dataset !== 'string' && needsRoot(settings.data)
    ? [...last.conflicts, noRoot]
    : last.conflicts;
};

const noRoot: Conflict = {
  path: 'aggregation.aggregator',
  reason:
    'It compares updates with what the coordinator learns itself, and of data that devices bring the coordinator has no examples. Choose another aggregator.',
};
