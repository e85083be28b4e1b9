import { countWeights, createRandom, splitWeights } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import { buildLayerGraph } from '../layer-graph/build-layer-graph.ts';
import type { LayerGraph } from '../layer-graph/layer-graph.ts';
import type { Block, BuiltModel, Model, Tensor, Tf, WrapBlock } from '../model.ts';
import {
  inputSize,
  type ModelInput,
  refuseUnlessNextToken,
  refuseUnlessTextClass,
  vocabularyOf,
} from '../model-input.ts';

/** A block that a model called, with what, and what came of it. */
interface Call {
  readonly block: Block;
  readonly given: readonly Tensor[];
  readonly output: Tensor;
}

/** Features of examples such as `input` describes, by chance: tokens, categories or numbers. */
const drawFeatures = (input: ModelInput, numExamples: number): number[] => {
  const random = createRandom(9);
  const columns = input.featureShape.at(-1) as number;
  return Array.from({ length: numExamples * inputSize(input) }, (_, at) => {
    if (input.featureKind === 'tokens') return random.integer(vocabularyOf(input));
    const categories = input.categories?.[at % columns] ?? 0;
    return categories > 0 ? random.integer(categories + 1) : random.normal();
  });
};

/** The shape of the logits of a batch. */
const logitsShape = (input: ModelInput, numExamples: number): number[] =>
  refuseUnlessNextToken(input) === undefined && refuseUnlessTextClass(input) !== undefined
    ? [numExamples, ...input.featureShape, input.numClasses]
    : [numExamples, input.numClasses];

/** A built model with what its laws ask of it. */
const tryOut = (built: BuiltModel, input: ModelInput, tf: Tf) => {
  const inputsOf = (features: readonly number[]): Tensor =>
    tf.tensor(
      [...features],
      [features.length / inputSize(input), ...input.featureShape],
      input.featureKind === 'tokens' ? 'int32' : 'float32',
    );
  const drawn = new Map<number, ReturnType<typeof splitWeights>>();
  /** Every weight moved off its first value, because biases begin alike from every seed. */
  const weightsOf = (seed: number) => {
    const values = () => built.init(seed).map((value) => value + seed / 100);
    const weights = drawn.get(seed) ?? splitWeights({ manifest: built.manifest, values: values() });
    drawn.set(seed, weights);
    return weights;
  };
  const logitsOf = (
    inputs: Tensor,
    { seed = 1, wrap }: { seed?: number; wrap?: WrapBlock } = {},
  ): Tensor => {
    const tensors = weightsOf(seed).map(({ values, shape }) => tf.tensor(values, [...shape]));
    return built.forward(tf, tensors, inputs, wrap);
  };
  return {
    inputsOf,
    logitsOf,
    numbersOf: (features: readonly number[]): number[] =>
      tf.tidy(() => [...logitsOf(inputsOf(features)).dataSync()]),
  };
};

const expectClose = (actual: readonly number[], expected: readonly number[]): void => {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, index) => {
    expect(value).toBeCloseTo(expected[index] as number, 4);
  });
};

const weightLaws = (built: BuiltModel): void => {
  it('names every weight once', () => {
    const names = built.manifest.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('initialises as many finite weights as its manifest says', () => {
    const values = built.init(1);
    expect(values.length).toBe(countWeights(built.manifest));
    expect(values.every(Number.isFinite)).toBe(true);
  });

  it('initialises the same from the same seed', () => {
    const [first, again] = [built.init(7), built.init(7)];
    expect(first.every((value, index) => value === again[index])).toBe(true);
  });
};

const shapeLaws = (built: BuiltModel, input: ModelInput, tf: Tf): void => {
  const { inputsOf, logitsOf } = tryOut(built, input, tf);

  it('turns a batch into finite logits, one per class, for each example or each position', async () => {
    const logits = tf.tidy(() => logitsOf(inputsOf(drawFeatures(input, 3))));
    expect(logits.shape).toEqual(logitsShape(input, 3));
    expect((await logits.data()).every(Number.isFinite)).toBe(true);
    logits.dispose();
  });

  it('leaves no tensor behind when tidied', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      logitsOf(inputsOf(new Array<number>(inputSize(input)).fill(0)));
    });
    expect(tf.memory().numTensors).toBe(before);
  });
};

/** What does not hold for a model that finds its weights without gradients. */
const trainingLaws = (built: BuiltModel, input: ModelInput, tf: Tf): void => {
  const { numbersOf } = tryOut(built, input, tf);
  const size = inputSize(input);
  const examples = drawFeatures(input, 3);

  it('initialises otherwise from another seed', () => {
    const first = built.init(7);
    const other = built.init(8);
    expect(first.some((value, index) => value !== other[index])).toBe(true);
  });

  it('hears its examples', () => {
    const logits = numbersOf(examples);
    const each = logits.length / 3;
    expect(logits.slice(0, each)).not.toEqual(logits.slice(each, 2 * each));
  });

  it('looks at each example alone, as a model must whose batches are small and of one client', () => {
    const together = numbersOf(examples);
    const alone = [0, 1, 2].flatMap((row) =>
      numbersOf(examples.slice(row * size, (row + 1) * size)),
    );
    expectClose(alone, together);
  });

  if (logitsShape(input, 1).length < 3) return;
  it('does not look ahead', () => {
    const text = examples.slice(0, size);
    const changed = text.with(-1, ((text.at(-1) as number) + 1) % input.numClasses);
    const [before, after] = [numbersOf(text), numbersOf(changed)];
    expectClose(after.slice(0, -input.numClasses), before.slice(0, -input.numClasses));
    expect(after.slice(-input.numClasses)).not.toEqual(before.slice(-input.numClasses));
  });
};

const blockLaws = (built: BuiltModel, input: ModelInput, tf: Tf): void => {
  const { inputsOf, logitsOf } = tryOut(built, input, tf);
  const examples = drawFeatures(input, 2);

  it('computes the same when its blocks are wrapped', async () => {
    const [plain, wrapped] = tf.tidy(() => {
      const inputs = inputsOf(examples);
      return [logitsOf(inputs), logitsOf(inputs, { wrap: (block) => (given) => block(given) })];
    }) as [Tensor, Tensor];
    expect(await wrapped.data()).toEqual(await plain.data());
    tf.dispose([plain, wrapped]);
  });

  it('makes its blocks functions of their inputs alone', async () => {
    const pairs = tf.tidy(() => {
      const inputs = inputsOf(examples);
      const [first, second] = [1, 2].map((seed) => {
        const calls: Call[] = [];
        const wrap: WrapBlock = (block) => (given) => {
          const output = block(given);
          calls.push({ block, given, output });
          return output;
        };
        logitsOf(inputs, { seed, wrap });
        return calls;
      }) as [Call[], Call[]];
      // A block that reached for a weight beside its inputs would find that of another model.
      return first.map(({ given, output }, index) => [
        output,
        (second[index] as Call).block(given),
      ]);
    }) as [Tensor, Tensor][];
    for (const [output, again] of pairs) expect(await again.data()).toEqual(await output.data());
    tf.dispose(pairs);
  });
};

/** What a model says of itself as layers is what it is. */
const layerLaws = (built: BuiltModel, graph: LayerGraph, { input, tf }: Trial): void => {
  const layers = buildLayerGraph(graph);

  it('has the same weights as its layers, from the first on', () => {
    expect(layers.manifest).toEqual(built.manifest);
    expect(layers.init(3)).toEqual(built.init(3));
  });

  it('computes what its layers compute', () => {
    const examples = drawFeatures(input, 3);
    expectClose(
      tryOut(layers, input, tf).numbersOf(examples),
      tryOut(built, input, tf).numbersOf(examples),
    );
  });

  it('has layers that are plain data', () => {
    expect(JSON.parse(JSON.stringify(graph))).toEqual(graph);
  });
};

interface Trial {
  readonly input: ModelInput;
  readonly tf: Tf;
}

/** What every model promises, checked for one kind of data on a ready tfjs backend. */
export const modelLaws = (model: Model, input: ModelInput, tf: Tf): void => {
  describe(`${model.name} on [${input.featureShape}] → ${input.numClasses}`, () => {
    const built = model.build(input);
    weightLaws(built);
    shapeLaws(built, input, tf);
    blockLaws(built, input, tf);
    if (!built.solve) trainingLaws(built, input, tf);
    if (model.layers) layerLaws(built, model.layers(input), { input, tf });
  });
};
