import type { MessageValue } from '../protobuf/message-schema.ts';
import { attributeTypes, FLOAT, INT64 } from './onnx-schema.ts';

/** An integer stands for itself; a float has to say so. */
export type Attribute = number | readonly number[] | { readonly float: number };

/** Collects the nodes and constants of an ONNX graph. Values are known by their names. */
export interface GraphWriter {
  /** @returns the name of what comes out */
  node(
    opType: string,
    inputs: readonly string[],
    attributes?: Readonly<Record<string, Attribute>>,
  ): string;
  /** Float32. @returns its name: the given one */
  weights(name: string, shape: readonly number[], values: Float32Array): string;
  /** Int64. @returns its name */
  integers(values: readonly number[]): string;
  /** A float32 without axes. @returns its name */
  number(value: number): string;
  readonly nodes: readonly MessageValue[];
  readonly initializers: readonly MessageValue[];
}

export const createGraphWriter = (): GraphWriter => {
  const nodes: MessageValue[] = [];
  const initializers: MessageValue[] = [];
  const constant = (name: string, tensor: MessageValue): string => {
    initializers.push({ ...tensor, name });
    return name;
  };
  const nextConstant = () => `constant/${initializers.length}`;
  const writer: GraphWriter = {
    ...{ nodes, initializers },
    node: (opType, inputs, attributes = {}) => {
      const output = `${opType}/${nodes.length}`;
      const attribute = Object.entries(attributes).map(attributeOf);
      nodes.push({ input: [...inputs], output: [output], name: output, opType, attribute });
      return output;
    },
    weights: (name, shape, values) =>
      constant(name, { dims: [...shape], dataType: FLOAT, rawData: floatBytes(values) }),
    integers: (values) =>
      constant(nextConstant(), {
        ...{ dims: [values.length], dataType: INT64 },
        rawData: integerBytes(values),
      }),
    number: (value) => writer.weights(nextConstant(), [], Float32Array.of(value)),
  };
  return writer;
};

const attributeOf = ([name, value]: [string, Attribute]): MessageValue => {
  if (typeof value === 'number') return { name, i: value, type: attributeTypes.i };
  if ('float' in value) return { name, f: value.float, type: attributeTypes.f };
  return { name, ints: [...value], type: attributeTypes.ints };
};

const floatBytes = (values: Float32Array): Uint8Array => {
  const view = new DataView(new ArrayBuffer(values.byteLength));
  values.forEach((value, index) => void view.setFloat32(4 * index, value, true));
  return new Uint8Array(view.buffer);
};

const integerBytes = (values: readonly number[]): Uint8Array => {
  const view = new DataView(new ArrayBuffer(8 * values.length));
  values.forEach((value, index) => void view.setBigInt64(8 * index, BigInt(value), true));
  return new Uint8Array(view.buffer);
};
