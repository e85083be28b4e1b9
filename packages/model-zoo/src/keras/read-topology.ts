import { MAX_LAYERS } from '../layer-graph/describe-layers.ts';
import { camelKeys, isObject, type JsonObject } from './json-object.ts';
import { type KerasLayer, KerasModelError, refuseLayer } from './keras-layer.ts';

/** The layers of a file, each after those that it follows, and which of them says the result. */
export interface Topology {
  readonly title: string;
  readonly layers: readonly KerasLayer[];
}

/**
 * Reads what `model.to_json()` of Keras 2 and 3 writes, or the topology in a model.json of tfjs.
 * @throws {KerasModelError} when it is something else, or a model of several inputs or outputs
 */
export const readTopology = (json: unknown): Topology => {
  if (!isObject(json))
    throw new KerasModelError('This is no model: the file holds no JSON object.');
  if (isObject(json.model_config)) return readTopology(json.model_config);
  const { class_name: className, config } = json;
  if (className === 'Sequential') return readSequential(config);
  if (className === 'Functional' || className === 'Model') return readFunctional(config);
  throw new KerasModelError(
    `This is no Sequential or Functional model${typeof className === 'string' ? ` but "${className}"` : ''}. Build it of layers, and save it with model.to_json() or the tensorflowjs converter.`,
  );
};

const layersIn = (config: unknown): readonly JsonObject[] => {
  const layers = isObject(config) ? config.layers : config;
  if (!Array.isArray(layers) || layers.length === 0 || !layers.every(isObject)) {
    throw new KerasModelError('The model has no layers.');
  }
  if (layers.length > MAX_LAYERS) {
    throw new KerasModelError(`The model has ${layers.length} layers; there may be ${MAX_LAYERS}.`);
  }
  return layers;
};

const titleIn = (config: unknown): string => textIn(config, 'name') ?? 'model';

const textIn = (object: unknown, key: string): string | undefined => {
  const text = isObject(object) ? object[key] : undefined;
  return typeof text === 'string' ? text : undefined;
};

const readLayer = (json: JsonObject): Omit<KerasLayer, 'inputs'> => {
  const className = textIn(json, 'class_name') ?? 'no class';
  const config = camelKeys(isObject(json.config) ? json.config : {});
  const name = textIn(json, 'name') ?? textIn(config, 'name') ?? className.toLowerCase();
  if (['Sequential', 'Functional', 'Model'].includes(className)) {
    throw refuseLayer({ name, className }, 'a model within a model; put its layers in its place');
  }
  return { name, className, config };
};

const inputShapeIn = (config: JsonObject): readonly unknown[] | undefined => {
  const shape = config.batchInputShape ?? config.batchShape;
  return Array.isArray(shape) ? shape : undefined;
};

/** The first layer may say itself what an example is. */
const readSequential = (config: unknown): Topology => {
  const own = layersIn(config).map(readLayer);
  const first = own[0] as (typeof own)[number];
  const buildShape = isObject(config) ? config.build_input_shape : undefined;
  const batchInputShape = inputShapeIn(first.config) ?? buildShape;
  const whole =
    first.className === 'InputLayer' || !Array.isArray(batchInputShape)
      ? own
      : [{ name: 'input', className: 'InputLayer', config: { batchInputShape } }, ...own];
  const layers = whole.map((layer, index) => ({
    ...layer,
    inputs: index === 0 ? [] : [whole[index - 1]?.name as string],
  }));
  return { title: titleIn(config), layers };
};

const readFunctional = (config: unknown): Topology => {
  const layers = layersIn(config).map((json) => {
    const layer = readLayer(json);
    return { ...layer, inputs: inputsOf(layer, json.inbound_nodes) };
  });
  const ends = isObject(config) ? config : {};
  onlyEnd(ends.input_layers, 'input');
  const last = onlyEnd(ends.output_layers, 'output');
  return { title: titleIn(config), layers: sortLayers(layers, last) };
};

/** ["name", 0, 0] or a list of just that. */
const onlyEnd = (given: unknown, what: 'input' | 'output'): string => {
  const ends = Array.isArray(given) ? (typeof given[0] === 'string' ? [given] : given) : [];
  const name = Array.isArray(ends[0]) ? ends[0][0] : undefined;
  if (ends.length !== 1 || typeof name !== 'string') {
    throw new KerasModelError(
      `The model has ${ends.length} ${what}s. Only models of one ${what} can be trained here; join them into one.`,
    );
  }
  return name;
};

/** Keras 2 and tfjs: [[["name", 0, 0, {}], …]]; Keras 3: [{ args: […tensors with a history] }]. */
const inputsOf = (layer: Omit<KerasLayer, 'inputs'>, nodes: unknown): readonly string[] => {
  const calls = Array.isArray(nodes) ? nodes : [];
  if (calls.length > 1) {
    throw refuseLayer(layer, 'it is used more than once; make a layer of its own for each use');
  }
  const [call] = calls;
  if (Array.isArray(call)) {
    return call.map((one) => nameIn(layer, Array.isArray(one) ? one : [call[0]]));
  }
  if (!isObject(call)) return [];
  const args = Array.isArray(call.args) ? call.args.flat() : [];
  return args.map((tensor) => {
    const history = isObject(tensor) && isObject(tensor.config) ? tensor.config.keras_history : [];
    return nameIn(layer, Array.isArray(history) ? history : []);
  });
};

const nameIn = (layer: Omit<KerasLayer, 'inputs'>, [name]: readonly unknown[]): string => {
  if (typeof name === 'string') return name;
  throw refuseLayer(layer, 'what it takes is not the output of a layer; build it of layers alone');
};

/** Each after those that it follows, the given one last; those that nothing comes of are left out. */
const sortLayers = (layers: readonly KerasLayer[], last: string): KerasLayer[] => {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const sorted = new Map<string, KerasLayer>();
  const open = new Set<string>();
  const visit = (name: string): void => {
    const layer = byName.get(name);
    if (!layer)
      throw new KerasModelError(`The model names a layer "${name}" that it does not have.`);
    if (sorted.has(name)) return;
    if (open.has(name)) throw refuseLayer(layer, 'it follows itself');
    open.add(name);
    for (const input of layer.inputs) visit(input);
    sorted.set(name, layer);
  };
  for (const { name } of layers) visit(name);
  const kept = neededFor(last, sorted);
  return [...sorted.values()]
    .filter(({ name }) => kept.has(name) && name !== last)
    .concat(sorted.get(last) ?? []);
};

const neededFor = (last: string, layers: ReadonlyMap<string, KerasLayer>): ReadonlySet<string> => {
  const needed = new Set([last]);
  for (const name of needed) for (const input of layers.get(name)?.inputs ?? []) needed.add(input);
  return needed;
};
