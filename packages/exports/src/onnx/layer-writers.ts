import type { NamedWeights } from '@tributary/fedavg';
import type { ActivationName, DescribedLayer, LayerKindName } from '@tributary/model-zoo';
import type { GraphWriter } from './graph-writer.ts';
import { layoutOf, type Value } from './layout.ts';

/** A layer of one kind that is to be written. */
export interface LayerToWrite<Kind extends LayerKindName> {
  readonly writer: GraphWriter;
  readonly layer: Extract<DescribedLayer, { readonly kind: Kind }>;
  readonly inputs: readonly Value[];
  readonly weights: readonly NamedWeights[];
}

/** Writes a layer's nodes and says what comes out. */
export type WriteLayer<Kind extends LayerKindName> = (toWrite: LayerToWrite<Kind>) => Value;

export const firstOf = <Kind extends LayerKindName>({ inputs }: LayerToWrite<Kind>): Value =>
  inputs[0] as Value;

/** What comes out, with its channels last. */
export const lastOut = <Kind extends LayerKindName>(
  { writer, layer }: LayerToWrite<Kind>,
  name: string,
): Value => layoutOf(writer, name, { shape: layer.built.shape, native: 'channelsLast' });

/** What comes out, with its channels first. */
export const firstOut = <Kind extends LayerKindName>(
  { writer, layer }: LayerToWrite<Kind>,
  name: string,
): Value => layoutOf(writer, name, { shape: layer.built.shape, native: 'channelsFirst' });

/** A function of every number alone, in whichever layout it comes. */
export const writeElementwise = <Kind extends LayerKindName>(
  toWrite: LayerToWrite<Kind>,
  write: (name: string) => string,
): Value => {
  const input = firstOf(toWrite);
  return input.native === 'channelsFirst'
    ? firstOut(toWrite, write(input.channelsFirst()))
    : lastOut(toWrite, write(input.channelsLast()));
};

const operations = {
  relu: 'Relu',
  elu: 'Elu',
  selu: 'Selu',
  sigmoid: 'Sigmoid',
  softplus: 'Softplus',
  tanh: 'Tanh',
} as const;

/** @param axis that of the channels, over which a softmax is */
export const writeActivation = (
  writer: GraphWriter,
  name: string,
  { activation, axis }: { readonly activation: ActivationName; readonly axis: number },
): string => {
  if (activation === 'linear') return name;
  if (activation === 'softmax') return writer.node('Softmax', [name], { axis });
  if (activation === 'relu6') return writeClip(writer, name, 6);
  return writer.node(operations[activation], [name]);
};

/** Between 0 and `high`. */
export const writeClip = (writer: GraphWriter, name: string, high: number): string =>
  writer.node('Clip', [name, writer.number(0), writer.number(high)]);
