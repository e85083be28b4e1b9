import {
  type DataSchema,
  dataSchemaOf,
  describeData,
  type Task,
  tasks,
} from '@tributary/model-zoo';
import { MISSING_CELLS } from '@tributary/protocol';

/** What a person wants to learn, by the kind of its examples and answers. */
export type GoalName = 'images' | 'table-class' | 'table-number' | 'texts' | 'next-character';

interface Goal {
  readonly name: GoalName;
  readonly title: string;
  readonly description: string;
  /** Own data of which nothing is known yet. */
  readonly blank: DataSchema;
}

export const goals: readonly Goal[] = [
  {
    name: 'images',
    title: 'Sort images',
    description: 'What is in a picture: a digit, an animal, a fault in a part.',
    blank: {
      kind: 'images',
      title: 'My pictures',
      classes: [],
      height: 32,
      width: 32,
      channels: 3,
    },
  },
  {
    name: 'table-class',
    title: 'Sort rows of a table',
    description: 'Which class a row belongs to: ill or healthy, stays or leaves.',
    blank: {
      ...{ kind: 'table', title: 'My table', columns: [], missing: [...MISSING_CELLS] },
      target: { kind: 'class', column: '', classes: [] },
    },
  },
  {
    name: 'table-number',
    title: 'Predict a number',
    description: 'How much or how many, from the rows of a table: a price, a demand.',
    blank: {
      ...{ kind: 'table', title: 'My table', columns: [], missing: [...MISSING_CELLS] },
      target: { kind: 'number', column: '', unit: 1 },
    },
  },
  {
    name: 'texts',
    title: 'Sort texts',
    description: 'What a text is: praise or blame, which subject, urgent or not.',
    blank: { kind: 'texts', title: 'My texts', classes: [], length: 300 },
  },
  {
    name: 'next-character',
    title: 'Continue a text',
    description: 'Which letter comes next, so that the model learns to write.',
    blank: {
      ...{ kind: 'next-character', title: 'My writing', length: 64 },
      alphabet: '\n abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:!?\'"()-',
    },
  },
];

/** Which goal some data serves. */
export const goalOfSchema = (schema: DataSchema): GoalName => {
  if (schema.kind !== 'table') return schema.kind;
  return schema.target.kind === 'class' ? 'table-class' : 'table-number';
};

/** The goal of a template; measurements over time, which nobody brings as files, are nearest to a table. */
export const goalOfTask = ({ dataset }: Pick<Task, 'dataset'>): GoalName => {
  const schema = dataSchemaOf(dataset);
  if (schema) return goalOfSchema(schema);
  return describeData(dataset).target === 'number' ? 'table-number' : 'table-class';
};

/** The templates that serve a goal; data that needs no download comes first. */
export const templatesFor = (goal: GoalName): readonly Task[] =>
  tasks.entries
    .filter((task) => goalOfTask(task) === goal)
    .sort((a, b) => Number(b.name === FIRST_TEMPLATE) - Number(a.name === FIRST_TEMPLATE));

/** What a person who only presses Next gets: its data is made on the spot, wherever the coordinator runs. */
export const FIRST_TEMPLATE = 'synthetic-digits';
