import { modelTitle } from '@tributary/model-zoo';
import type { RunConfig } from '@tributary/protocol';
import { sectionsFor } from '../form/form-sections.tsx';
import { titleOfData } from '../view/catalogue.ts';
import { countOf } from '../view/format.ts';
import { type StepKey, stepHolding } from './wizard-steps.ts';

/** A part of a run as the review lists it. */
export interface ReviewRow {
  readonly title: string;
  readonly value: string;
  /** Where it can be changed. */
  readonly step: StepKey;
}

/** Everything that has been chosen, in the order in which it was asked. */
export const reviewRows = (config: RunConfig): ReviewRow[] => {
  const { task, rounds } = config;
  const others = sectionsFor(config).flatMap(({ key, title, holds, summarise }): ReviewRow[] =>
    key === 'task'
      ? []
      : [{ title, value: summarise(config), step: stepHolding(holds[0] ?? '').key }],
  );
  const rows: ReviewRow[] = [
    { title: 'Data', value: titleOfData(task.dataset), step: 'data' },
    { title: 'Model', value: modelTitle(task.model), step: 'model' },
    { title: 'Rounds', value: countOf(rounds, 'round'), step: 'training' },
    ...others,
  ];
  return order.flatMap((step) => rows.filter((row) => row.step === step));
};

const order: readonly StepKey[] = ['data', 'model', 'training', 'privacy', 'review'];
