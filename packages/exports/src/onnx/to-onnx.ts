import { type FlatWeights, splitWeights } from '@tributary/fedavg';
import { describeLayers, type LayerGraph, type Shape } from '@tributary/model-zoo';
import { encodeMessage } from '../protobuf/encode-message.ts';
import type { MessageValue } from '../protobuf/message-schema.ts';
import { requireWeightsOf } from '../require-weights-of.ts';
import { createGraphWriter, type GraphWriter } from './graph-writer.ts';
import { layoutOf, type Value } from './layout.ts';
import { FLOAT, onnxSchema } from './onnx-schema.ts';
import { writeLayer } from './write-layer.ts';

/** Of 2021, with which every runtime in use computes; nothing here needs a younger one. */
const OPSET = 15;
/** The version of the file format that goes with it. */
const IR_VERSION = 8;

export interface OnnxOptions {
  /** Probabilities by a softmax over the last axis, or what the last layer says. */
  readonly output: 'probabilities' | 'logits';
  readonly metadata: Readonly<Record<string, string>>;
}

/** What the one input is called: [batch, ...an example's shape], float32. */
export const ONNX_INPUT = 'input';

/**
 * A model of layers as an ONNX file. Its input and output have the axes of the model here, channels last,
 * and a batch of any size; the output is called what `output` says.
 * @throws {RangeError} when the weights are not those of the layers
 */
export const toOnnx = (
  graph: LayerGraph,
  weights: FlatWeights,
  { output, metadata }: OnnxOptions,
): Uint8Array<ArrayBuffer> => {
  const writer = createGraphWriter();
  const { first, last } = writeLayers(writer, graph, weights);
  const opType = output === 'probabilities' ? 'Softmax' : 'Identity';
  const named = writer.node(
    opType,
    [last.channelsLast()],
    output === 'probabilities' ? { axis: -1 } : {},
  );
  const nodes = writer.nodes.map((node) =>
    node.name === named ? { ...node, output: [output] } : node,
  );
  return encodeMessage(onnxSchema, 'ModelProto', {
    irVersion: IR_VERSION,
    opsetImport: [{ domain: '', version: OPSET }],
    producerName: 'Tributary',
    graph: {
      ...{ name: 'model', node: nodes, initializer: writer.initializers },
      input: [tensorInfo(ONNX_INPUT, first)],
      output: [tensorInfo(output, last.shape)],
    },
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
  });
};

const writeLayers = (
  writer: GraphWriter,
  graph: LayerGraph,
  weights: FlatWeights,
): { readonly first: Shape; readonly last: Value } => {
  const layers = describeLayers(graph);
  requireWeightsOf(graph, weights);
  const tensors = splitWeights(weights);
  const values = new Map<string, Value>();
  const first = layers[0]?.built.shape as Shape;
  const examples = layoutOf(writer, ONNX_INPUT, { shape: first, native: 'channelsLast' });
  let [last, next] = [examples, 0];
  for (const layer of layers) {
    const own = tensors.slice(next, next + layer.built.weights.length);
    next += own.length;
    const inputs = layer.inputs.map((input) => values.get(input) as Value);
    last = writeLayer(layer, {
      writer,
      inputs: inputs.length > 0 ? inputs : [examples],
      weights: own,
    });
    values.set(layer.name, last);
  }
  return { first, last };
};

const tensorInfo = (name: string, shape: Shape): MessageValue => ({
  name,
  type: {
    tensorType: {
      elemType: FLOAT,
      shape: { dim: [{ dimParam: 'batch' }, ...shape.map((dimValue) => ({ dimValue }))] },
    },
  },
});
