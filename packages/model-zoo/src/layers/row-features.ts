import type { Tensor, Tf } from '../model.ts';
import { embedding, embeddingWeights } from './embedding.ts';
import type { InitialWeight } from './initialisers.ts';

/** Where a table's columns of one kind are. */
const indicesOf = (
  columns: readonly number[],
  belongs: (categories: number) => boolean,
): number[] => columns.flatMap((categories, index) => (belongs(categories) ? [index] : []));

const isCategory = (categories: number): boolean => categories > 0;
const isNumber = (categories: number): boolean => !isCategory(categories);

/** fastai's first rule of thumb for an embedding's width. */
const widthOf = (categories: number): number => Math.min(50, Math.ceil(categories / 2));

/**
 * A table of embeddings for each column of categories, [categories + 1, width]: index 0 is a missing
 * or unknown one.
 * @param columns for each column how many categories it has, or 0 if it holds a number
 */
export const rowFeaturesWeights = (name: string, columns: readonly number[]): InitialWeight[] =>
  indicesOf(columns, isCategory).flatMap((index) => {
    const categories = columns[index] as number;
    return embeddingWeights(`${name}${index + 1}`, [categories + 1, widthOf(categories)]);
  });

/** How many numbers {@link rowFeatures} makes of a row. */
export const rowFeaturesWidth = (columns: readonly number[]): number =>
  columns.reduce((sum, categories) => sum + (isCategory(categories) ? widthOf(categories) : 1), 0);

/**
 * Makes numbers of the rows of a table: its numbers, then the embedding of each of its categories. An
 * index that a column does not have counts as its nearest one.
 *
 * @param rows numbers and indices of categories, [batch, columns]
 * @param tables by {@link rowFeaturesWeights}
 * @param columns for each column how many categories it has, or 0 if it holds a number
 * @returns [batch, width]
 */
export const rowFeatures = (
  tf: Tf,
  rows: Tensor,
  tables: readonly Tensor[],
  columns: readonly number[],
): Tensor => {
  const numbers = indicesOf(columns, isNumber);
  const categories = indicesOf(columns, isCategory);
  if (tables.length !== categories.length) {
    throw new RangeError(`${categories.length} columns of categories need as many tables.`);
  }
  const choose = (indices: readonly number[]) =>
    tf.gather(rows, tf.tensor1d([...indices], 'int32'), 1);
  const parts = numbers.length > 0 ? [choose(numbers)] : [];
  if (categories.length === 0) return parts[0] as Tensor;
  const last = tf.tensor1d(categories.map((index) => columns[index] as number));
  const chosen = tf.cast(tf.minimum(tf.maximum(choose(categories), 0), last), 'int32');
  const embedded = tf
    .unstack(chosen, 1)
    .map((indices, column) => embedding(tf, indices, tables.slice(column, column + 1)));
  return tf.concat([...parts, ...embedded], 1);
};
