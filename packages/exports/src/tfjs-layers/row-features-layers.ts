import type { NamedWeights } from '@tributary/fedavg';
import type { DescribedLayer } from '@tributary/model-zoo';
import { type KerasLayer, renamed } from './keras-layer.ts';

interface Choice {
  readonly name: string;
  readonly inputs: readonly string[];
  /** How many columns there are. */
  readonly numColumns: number;
  /** Those that are taken. */
  readonly columns: readonly number[];
}

/** A dense layer that is nothing but ones where a column is taken: frameworks have none that choose. */
const choose = ({ name, inputs, numColumns, columns }: Choice): KerasLayer => {
  const kernel = new Float32Array(numColumns * columns.length);
  columns.forEach((column, place) => {
    kernel[column * columns.length + place] = 1;
  });
  return {
    ...{ name, className: 'Dense', inputs },
    config: { units: columns.length, use_bias: false, activation: 'linear', trainable: false },
    weights: [renamed(name, 'kernel', [[numColumns, columns.length], kernel])],
  };
};

/** The numbers of a row, then the embedding of each of its categories, cut to those that are known. */
export const rowFeaturesLayers = (
  layer: Extract<DescribedLayer, { readonly kind: 'RowFeatures' }>,
  tables: readonly NamedWeights[],
): readonly KerasLayer[] => {
  const { name, inputs, params, built } = layer;
  const { columns } = params;
  const taken = { inputs, numColumns: columns.length };
  const indicesOf = (isCategory: boolean) =>
    columns.flatMap((categories, index) => (categories > 0 === isCategory ? [index] : []));
  const numbers = indicesOf(false);
  const parts = [
    ...(numbers.length > 0
      ? [[choose({ ...taken, name: `${name}/numbers`, columns: numbers })]]
      : []),
    ...indicesOf(true).map((index, position) =>
      embeddedColumn(
        choose({ ...taken, name: `${name}/column${index + 1}`, columns: [index] }),
        tables[position] as NamedWeights,
      ),
    ),
  ];
  const outputs = parts.map((part) => (part.at(-1) as KerasLayer).name);
  const joined: KerasLayer =
    outputs.length > 1
      ? { name, className: 'Concatenate', config: { axis: -1 }, inputs: outputs, weights: [] }
      : {
          ...{ name, className: 'Reshape', inputs: outputs, weights: [] },
          config: { target_shape: built.shape },
        };
  return [...parts.flat(), joined];
};

const embeddedColumn = (chosen: KerasLayer, { shape, values }: NamedWeights): KerasLayer[] => {
  const [rows, width] = shape as [number, number];
  const { name } = chosen;
  return [
    chosen,
    {
      ...{ name: `${name}/known`, className: 'ReLU', inputs: [name], weights: [] },
      config: { max_value: rows - 1 },
    },
    {
      ...{ name: `${name}/table`, className: 'Embedding', inputs: [`${name}/known`] },
      config: { input_dim: rows, output_dim: width, mask_zero: false },
      weights: [renamed(`${name}/table`, 'embeddings', [shape, values])],
    },
    {
      ...{ name: `${name}/flat`, className: 'Flatten', inputs: [`${name}/table`] },
      ...{ config: {}, weights: [] },
    },
  ];
};
