/** A step of the wizard; its key is the last part of its address. */
export interface WizardStep {
  readonly key: string;
  /** In one word, for the list of steps. */
  readonly title: string;
  readonly question: string;
  readonly explanation: string;
  /** The paths of a config that it asks for; errors under them are told here. */
  readonly holds: readonly string[];
}

export const wizardSteps = [
  {
    key: 'goal',
    title: 'Goal',
    question: 'What do you want to learn?',
    explanation: 'Start from a template with public data, or let devices bring data of their own.',
    holds: [],
  },
  {
    key: 'data',
    title: 'Data',
    question: 'What data do devices bring?',
    explanation: 'Every device checks its own data against this before it takes part.',
    holds: ['task.dataset', 'partition'],
  },
  {
    key: 'model',
    title: 'Model',
    question: 'Which model do they train?',
    explanation: 'Only models that fit the data are listed. A small one is quick on phones.',
    holds: ['task', 'compression'],
  },
  {
    key: 'training',
    title: 'Training',
    question: 'How do they train it?',
    explanation: 'These settings work for most federations. Each says what it does.',
    holds: [
      ...['rounds', 'strategy', 'aggregation', 'screening', 'clientWork', 'cohort', 'reporting'],
      ...['retention', 'seed'],
    ],
  },
  {
    key: 'privacy',
    title: 'Privacy',
    question: 'How private is it?',
    explanation: 'What the server can see, and how much the finished model may tell of anyone.',
    holds: ['privacy'],
  },
  {
    key: 'review',
    title: 'Review',
    question: 'Is this what you want?',
    explanation: 'A run’s settings are fixed once it is created. Try it out first.',
    holds: ['name'],
  },
] as const satisfies readonly WizardStep[];

export type StepKey = (typeof wizardSteps)[number]['key'];

export const findStep = (key: string | undefined): (typeof wizardSteps)[number] | undefined =>
  wizardSteps.find((step) => step.key === key);

const isUnder = (path: string, part: string): boolean =>
  path === part || path.startsWith(`${part}.`);

/** The step that asks for a setting, by its path; the last one where none does. */
export const stepHolding = (path: string): (typeof wizardSteps)[number] =>
  wizardSteps.find(({ holds }) => holds.some((part) => isUnder(path, part))) ??
  (wizardSteps.at(-1) as (typeof wizardSteps)[number]);

/** The errors that are told in a step. */
export const errorsInStep = <Errors extends Record<string, unknown>>(
  errors: Errors,
  key: StepKey,
): Errors =>
  Object.fromEntries(
    Object.entries(errors).filter(([path]) => stepHolding(path).key === key),
  ) as Errors;
