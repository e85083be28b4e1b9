import { z } from 'zod';

const nameSchema = z.string().trim().min(1).max(100);

/** Different names, as many as there may be of them. */
const namesSchema = (min: number, max: number) =>
  z
    .array(nameSchema)
    .min(min)
    .max(max)
    .refine((names) => new Set(names).size === names.length, 'two of these names are the same')
    .readonly();

const titleSchema = nameSchema.meta({
  title: 'Title',
  description: 'What the data is, in a few words for whoever is asked to bring it.',
});
const classesSchema = namesSchema(2, 1000).meta({
  title: 'Classes',
  description: 'What an example can be, one of these.',
});

/** Cells that stand for a value that nobody knows, unless a schema says otherwise. */
export const MISSING_CELLS = ['', '?', 'NA', 'NaN', 'null'] as const;

const mayBeMissing = z.boolean().optional().meta({
  title: 'May be missing',
  description: 'Whether a cell of this column may be empty.',
});

/** A column of a table, as every client must bring it. */
export const columnSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('number'),
    name: nameSchema,
    /** The smallest and largest value that is to be expected, in the column's unit. */
    range: z
      .tuple([z.number(), z.number()])
      .refine(([low, high]) => low < high, 'the range must begin below its end')
      .readonly(),
    mayBeMissing,
  }),
  z.object({
    kind: z.literal('category'),
    name: nameSchema,
    categories: namesSchema(1, 1000),
    mayBeMissing,
  }),
]);

const targetSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('class'),
    column: nameSchema,
    classes: classesSchema,
    /** For each class the cells that stand for it; its name where that is left out. */
    cells: z
      .array(z.array(z.string().max(100)).min(1).max(100).readonly())
      .readonly()
      .optional(),
  }),
  z.object({
    kind: z.literal('number'),
    column: nameSchema,
    /** A label of 1 stands for so much in the column: squared errors of large numbers cannot be learnt from. */
    unit: z.number().positive().default(1),
  }),
]);

/** Pictures of one size, each of one class. */
export const imagesSchema = z.object({
  kind: z.literal('images'),
  title: titleSchema,
  classes: classesSchema,
  /** In pixels; a device brings its pictures to this size. */
  height: z.number().int().min(4).max(512),
  width: z.number().int().min(4).max(512),
  /** 1: grey, 3: red, green and blue. */
  channels: z.union([z.literal(1), z.literal(3)]),
});

/** Rows of one table: columns of numbers and categories, and what is learnt of them. */
export const tableSchema = z
  .object({
    kind: z.literal('table'),
    title: titleSchema,
    columns: z.array(columnSchema).min(1).max(1000).readonly(),
    target: targetSchema,
    /** Cells that stand for a value that is not known. */
    missing: z.array(z.string().max(20)).max(20).readonly().default(MISSING_CELLS),
    /** By column: how files write its categories, in their order, where not by their names. */
    codes: z.record(z.string(), z.array(z.string().max(100)).readonly()).optional(),
  })
  .refine(
    ({ columns, target }) =>
      new Set([target.column, ...columns.map(({ name }) => name)]).size === columns.length + 1,
    'two columns have the same name',
  );

/** Texts, each of one class. */
export const textsSchema = z.object({
  kind: z.literal('texts'),
  title: titleSchema,
  classes: classesSchema,
  /** In characters; what is longer is cut. */
  length: z.number().int().min(8).max(10_000),
});

/** One text, of which the next character is learnt. */
export const nextCharacterSchema = z.object({
  kind: z.literal('next-character'),
  title: titleSchema,
  /** Every character that is told apart; what is not in it counts as the first. */
  alphabet: z
    .string()
    .min(2)
    .max(1000)
    .refine((text) => new Set(text).size === [...text].length, 'a character stands in it twice'),
  /** Characters in a window. */
  length: z.number().int().min(4).max(1024),
});

/**
 * What every client's own data must be, so that one model can learn from all of it; each device checks its own
 * data against this before it takes part, and nobody else sees them.
 */
export const dataSchemaSchema = z.discriminatedUnion('kind', [
  imagesSchema,
  tableSchema,
  textsSchema,
  nextCharacterSchema,
]);
export type DataSchema = z.output<typeof dataSchemaSchema>;
