import { useForm } from '@mantine/form';
import { type DataSchema, suggestTask, tasks } from '@tributary/model-zoo';
import { dataSchemaSchema, type LayersModel, type RunConfig } from '@tributary/protocol';
import { useEffect, useState } from 'react';
import { draftErrors } from '../form/draft-errors.ts';
import type { Judgement } from '../form/judge-settings.worker.ts';
import { cohortOfSites, draftFromTask, draftOnSchema, isNamed } from '../form/run-draft.ts';
import type { RunForm } from '../form/schema-inputs.tsx';
import { useJudgement } from '../form/use-judgement.ts';
import { type GoalName, goalOfSchema, goalOfTask, goals, templatesFor } from './goals.ts';
import { firstNewRun, forgetNewRun, keepNewRun, readNewRun } from './stored-draft.ts';
import { errorsInStep, type StepKey } from './wizard-steps.ts';

/** A new run as it is put together: over all steps, and over a reload of the page. */
export interface NewRunDraft {
  readonly form: RunForm;
  readonly judgement: Judgement;
  readonly goal: GoalName;
  /** Null where devices bring their own data. */
  readonly template: string | null;
  /** The model that was brought last, chosen or not. */
  readonly brought: LayersModel | null;
  /** Begins with the goal's first template. */
  chooseGoal(goal: GoalName): void;
  chooseTemplate(name: string): void;
  /** Lets devices bring data like this; without it what was described last, or nothing yet. */
  bringOwnData(schema?: DataSchema): void;
  changeSchema(schema: DataSchema): void;
  /** Has devices train a model from a person's own files. */
  bringModel(model: LayersModel): void;
  /** Marks the mistakes of a step. @returns the paths of those that there are */
  check(step: StepKey): string[];
  forget(): void;
}

export const useNewRun = (): NewRunDraft => {
  const [start] = useState(() => readNewRun(sessionStorage) ?? firstNewRun());
  const [{ goal, template, own, brought }, setChoice] = useState(start);
  const form = useForm<RunConfig>({ initialValues: start.config, validate: draftErrors });
  const judgement = useJudgement(form.values);
  useEffect(() => {
    keepNewRun(sessionStorage, { goal, template, own, brought, config: form.values });
  }, [goal, template, own, brought, form.values]);

  /** What was marked before may be right now; nothing is marked that nobody has checked. */
  const replace = (config: RunConfig) => {
    const marked = Object.keys(form.errors).length > 0;
    form.setValues(config);
    form.setErrors(marked ? onlyKnown(draftErrors(config), form.errors) : {});
  };
  const chooseTemplate = (name: string) => {
    const task = tasks.get(name);
    const { dataset } = form.values.task;
    setChoice((before) => ({
      ...before,
      ...{ goal: goalOfTask(task), template: name },
      own: typeof dataset === 'string' ? before.own : dataset,
    }));
    form.setValues(keepingName(form.values, draftFromTask(task)));
    form.clearErrors();
  };
  const bringOwnData = (schema?: DataSchema) => {
    const dataset = schema ?? (own && goalOfSchema(own) === goal ? own : blankFor(goal));
    setChoice((before) => ({ ...before, template: null }));
    const cohort = cohortFor(form.values, schema);
    form.setValues(keepingName(form.values, draftOnOwnData({ ...form.values, cohort }, dataset)));
    form.clearErrors();
  };
  return {
    ...{ form, judgement, goal, template, brought, chooseTemplate, bringOwnData },
    chooseGoal: (chosen) => {
      const [first] = templatesFor(chosen);
      if (first) chooseTemplate(first.name);
    },
    changeSchema: (schema) => {
      const { values } = form;
      const whole = dataSchemaSchema.safeParse(schema);
      const changed = whole.success
        ? draftOnSchema(values, whole.data)
        : { task: { ...values.task, dataset: schema } };
      replace(keepingName(values, { ...values, name: schema.title, ...changed } as RunConfig));
    },
    bringModel: (model) => {
      setChoice((before) => ({ ...before, brought: model }));
      form.setFieldValue('task.model', model);
    },
    check: (step) => {
      const found = errorsInStep(draftErrors(form.values), step);
      form.setErrors(found);
      return Object.keys(found);
    },
    forget: () => forgetNewRun(sessionStorage),
  };
};

/** What a person called the run stays. */
const keepingName = (before: RunConfig, draft: RunConfig): RunConfig =>
  isNamed(before) ? { ...draft, name: before.name } : draft;

/** Who takes a public data set's schema has its sites in mind. */
const cohortFor = ({ cohort, task }: RunConfig, schema: DataSchema | undefined) =>
  schema === undefined || typeof task.dataset !== 'string'
    ? cohort
    : cohortOfSites(cohort, task.dataset);

/** A draft on data that devices bring, with what goes with them; what is not whole yet has no steps. */
const draftOnOwnData = (draft: RunConfig, dataset: DataSchema): RunConfig => {
  const { model, preprocessing, clientWork } = suggestTask(dataset);
  const steps = preprocessing.map(({ name, params }) => ({ name, params: { ...params } }));
  const isWhole = dataSchemaSchema.safeParse(dataset).success;
  return {
    ...draft,
    ...{ name: dataset.title, clientWork },
    task: { dataset, model, preprocessing: isWhole ? steps : [] },
  } as RunConfig;
};

const blankFor = (goal: GoalName): DataSchema =>
  (goals.find(({ name }) => name === goal) ?? (goals[0] as (typeof goals)[number])).blank;

/** A column that was removed takes its mistakes with it. */
const onlyKnown = (
  errors: Record<string, string>,
  marked: Readonly<Record<string, unknown>>,
): Record<string, string> =>
  Object.fromEntries(Object.entries(errors).filter(([path]) => path in marked));
