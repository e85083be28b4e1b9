import type { ActivationName } from '../layer-graph/activation.ts';
import { activationSchema } from '../layer-graph/activation.ts';
import { isObject } from './json-object.ts';
import { type KerasLayer, refuseLayer } from './keras-layer.ts';

/** The name of an activation: a text, or an object around it. */
export const activationOf = (layer: KerasLayer): ActivationName => {
  const given = layer.config.activation ?? 'linear';
  const name = isObject(given) ? (isObject(given.config) ? given.config : given.class_name) : given;
  const parsed = activationSchema.safeParse(isObject(name) ? name.name : name);
  if (parsed.success) return parsed.data;
  throw refuseLayer(
    layer,
    `its activation cannot be trained here; take one of ${activationSchema.options.join(', ')}`,
  );
};

/** What layers here cannot be told, and what alone they do. */
const fixed: Readonly<Record<string, readonly unknown[]>> = {
  dataFormat: ['channels_last', 'channelsLast', null],
  dilationRate: [1],
  groups: [1],
  depthMultiplier: [1],
  maskZero: [false, null],
  keepdims: [false],
  keepDims: [false],
  threshold: [0],
};

const isFixed = (value: unknown, allowed: readonly unknown[]): boolean =>
  Array.isArray(value) ? value.every((one) => allowed.includes(one)) : allowed.includes(value);

/** @throws {KerasModelError} for a setting under which the layer would compute something else here */
export const requireFixed = (layer: KerasLayer, except: readonly string[] = []): void => {
  for (const [key, allowed] of Object.entries(fixed)) {
    const value = layer.config[key];
    if (value === undefined || except.includes(key) || isFixed(value, allowed)) continue;
    throw refuseLayer(
      layer,
      `${key} is ${JSON.stringify(value)}, but only ${JSON.stringify(allowed[0])} can be trained here; change it`,
    );
  }
};

/** Keras writes one length along one axis as a list. */
export const lengthOf = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);

/** Those of the layer's own settings that are there. */
export const pick = (
  { config }: KerasLayer,
  keys: readonly string[],
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    keys.flatMap((key) => (config[key] === undefined ? [] : [[key, config[key]]])),
  );
