import type { LayerKindName, LayerParamsInput } from './layer-kinds.ts';

/** One layer, as plain data. */
export interface LayerSpec {
  readonly name: string;
  /** Its class in Keras: a key of `layerKinds`. */
  readonly kind: string;
  /** The names of the layers whose outputs it takes; all stand before it. */
  readonly inputs: readonly string[];
  /** Keras's, in camel case. */
  readonly params: Readonly<Record<string, unknown>>;
}

/** A model as layers: the first takes the examples, the last says the logits. */
export type LayerGraph = readonly LayerSpec[];

/** A layer without its inputs. */
export type Link = {
  readonly [Kind in LayerKindName]: readonly [
    name: string,
    kind: Kind,
    params: LayerParamsInput[Kind],
  ];
}[LayerKindName];

/** Layers one after the other, each with the output of the one before it. */
export const chainOf = (shape: readonly number[], links: readonly Link[]): LayerGraph => {
  const input = layer(['input', 'InputLayer', { shape: [...shape] }], []);
  return [input, ...links.map((link, index) => layer(link, [links[index - 1]?.[0] ?? input.name]))];
};

export const layer = ([name, kind, params]: Link, inputs: readonly string[]): LayerSpec => ({
  ...{ name, kind, inputs },
  params: { ...params },
});
