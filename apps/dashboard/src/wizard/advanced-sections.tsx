import { useEffect, useState } from 'react';
import { FoldedSections } from '../form/folded-sections.tsx';
import { formSections } from '../form/form-sections.tsx';
import type { NewRunDraft } from './use-new-run.ts';

interface AdvancedSectionsProps {
  readonly run: NewRunDraft;
  readonly keys: readonly string[];
}

/** Sections of the form with all settings, folded: nobody needs them to go on. */
export const AdvancedSections = ({ run: { form, judgement }, keys }: AdvancedSectionsProps) => {
  const sections = formSections.filter(({ key }) => keys.includes(key));
  const wrong = sections
    .filter(({ holds }) =>
      Object.keys(form.errors).some((path) => holds.some((part) => path.split('.')[0] === part)),
    )
    .map(({ key }) => key)
    .join();
  const [open, setOpen] = useState<string[]>([]);
  // A mistake in a folded section opens it, and it stays open while it is corrected.
  useEffect(() => {
    if (wrong !== '') setOpen((before) => [...new Set([...before, ...wrong.split(',')])]);
  }, [wrong]);
  return <FoldedSections {...{ sections, form, judgement, open }} onOpen={setOpen} />;
};
