import type { InvitedRun } from '@tributary/protocol';

const nameOf = (named: string | { readonly title: string }): string =>
  typeof named === 'string' ? named : named.title;

/** What a run is about, in the coordinator's words; names stand as they are where it has none. */
export const aboutRun = ({ about, task }: InvitedRun): NonNullable<InvitedRun['about']> => {
  if (about !== undefined) return about;
  const dataTitle = nameOf(task.dataset);
  return {
    goal: `Learns from the data set “${dataTitle}”.`,
    dataTitle,
    dataDescription: '',
    modelTitle: nameOf(task.model),
  };
};
