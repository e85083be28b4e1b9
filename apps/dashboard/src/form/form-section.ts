import type { RunConfig } from '@tributary/protocol';
import type { ReactNode } from 'react';
import type { Judgement } from './judge-settings.worker.ts';
import type { Field } from './schema-fields.ts';
import type { RunForm } from './schema-inputs.tsx';
import { settingRows } from './setting-rows.ts';

/** A part of the form that stays folded until someone wants to change it. */
export interface FormSection {
  readonly key: string;
  readonly title: string;
  /** The parts of the config that it holds; errors under them open it. */
  readonly holds: readonly (keyof RunConfig)[];
  /** The present settings in one line. */
  summarise(config: RunConfig): string;
  draw(form: RunForm, judgement: Judgement): ReactNode;
}

/** Settings in one line. */
export const listed = (
  fields: readonly Field[],
  values: Readonly<Record<string, unknown>>,
): string =>
  settingRows(fields, values)
    .map(({ title, value }) => `${title} ${value}`)
    .join(', ');
