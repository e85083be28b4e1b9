import { z } from 'zod';
import { embedding, embeddingWeights } from '../../layers/embedding.ts';
import { rowFeatures, rowFeaturesWeights, rowFeaturesWidth } from '../../layers/row-features.ts';
import type { Tensor } from '../../model.ts';
import { layerKind, onlyShape, shapeOfRank } from '../layer-kind.ts';

const countSchema = z.number().int().min(1).max(1_000_000);

/** Each token becomes its row of the table: kernel [inputDim, outputDim]. */
export const embeddingKind = layerKind({
  params: z.strictObject({ inputDim: countSchema, outputDim: countSchema }),
  build: ({ name, params: { inputDim, outputDim }, shapes }) => ({
    shape: [...onlyShape(shapes), outputDim],
    weights: embeddingWeights(name, [inputDim, outputDim]),
    forward: (tf, [tokens], weights) => embedding(tf, tokens as Tensor, weights),
  }),
});

/**
 * No layer of Keras but three: the numbers of a table's row as they are, then the embedding of each of its
 * categories; see `rowFeatures`. `columns` says for each how many categories it has, or 0 for a number. The
 * tables are called by the layer's name and the column's number, which counts from 1.
 */
export const rowFeaturesKind = layerKind({
  params: z.strictObject({ columns: z.array(z.number().int().min(0).max(100_000)).min(1) }),
  build: ({ name, params: { columns }, shapes }) => {
    const [width] = shapeOfRank(shapes, 'columns');
    if (width !== columns.length) {
      throw new RangeError(`it is for rows of ${columns.length} columns, but gets ${width}`);
    }
    return {
      shape: [rowFeaturesWidth(columns)],
      weights: rowFeaturesWeights(name, columns),
      forward: (tf, [rows], tables) => rowFeatures(tf, rows as Tensor, tables, columns),
    };
  },
});
