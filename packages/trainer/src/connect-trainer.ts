import type { Examples } from '@tributary/model-zoo';
import { assertExamplesHere, assertFeaturesHere, assertWeightsHere } from './handed-over.ts';
import type { TrainProgress } from './local-training.ts';
import type { Trainer, TrainHooks } from './trainer.ts';
import { TrainerError } from './trainer-error.ts';
import type {
  CallMessage,
  PortError,
  TrainerCalls,
  TrainerMethod,
  WorkerPort,
} from './trainer-port.ts';

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
  readonly onProgress: ((progress: TrainProgress) => void) | undefined;
}

interface CallOptions extends TrainHooks {
  readonly transfer?: readonly ArrayBuffer[];
}

/** The host's side: the same trainer, carried out by a worker at the other end of the port. */
export const connectTrainer = (port: WorkerPort): Trainer => {
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let death: TrainerError | undefined;

  const die = (reason: string): void => {
    death ??= new TrainerError('trainer-died', reason);
    for (const { reject } of pending.values()) reject(death);
    pending.clear();
  };
  port.onDeath(die);
  port.onMessage((message) => {
    const call = pending.get(message.id);
    if (message.kind === 'progress') {
      call?.onProgress?.(message.progress);
      return;
    }
    pending.delete(message.id);
    if (message.kind === 'result') call?.resolve(message.result);
    else call?.reject(toError(message.error));
  });

  const call = <Method extends TrainerMethod>(
    method: Method,
    request: TrainerCalls[Method]['request'],
    { transfer = [], onProgress, signal }: CallOptions = {},
  ): Promise<TrainerCalls[Method]['result']> => {
    const id = nextId++;
    const cancel = () => port.send({ kind: 'cancel', id });
    return new Promise<TrainerCalls[Method]['result']>((resolve, reject) => {
      if (death) throw death;
      pending.set(id, {
        resolve: (result) => resolve(result as TrainerCalls[Method]['result']),
        reject,
        onProgress,
      });
      port.send({ kind: 'call', id, method, request } as CallMessage, transfer);
      if (signal?.aborted) cancel();
      else signal?.addEventListener('abort', cancel, { once: true });
    }).finally(() => {
      // A message that could not even be sent gets no answer.
      pending.delete(id);
      signal?.removeEventListener('abort', cancel);
    });
  };

  return {
    prepare: (request) => call('prepare', request),
    load: async (...parts) => {
      const [examples, validation] = parts.map((part) => {
        if (part) assertExamplesHere(part);
        return part && ownExamples(part);
      }) as [Examples, Examples?];
      const transfer = [examples, validation].flatMap((part) => (part ? buffersOf(part) : []));
      return call('load', { examples, ...(validation && { validation }) }, { transfer });
    },
    train: async ({ weights, drift, ...rest }, hooks) => {
      assertWeightsHere(weights, drift);
      return call(
        'train',
        { weights: own(weights), ...(drift ? { drift: own(drift) } : {}), ...rest },
        hooks,
      );
    },
    evaluate: async ({ weights, examples, ...rest }) => {
      assertWeightsHere(weights);
      if (examples) assertExamplesHere(examples);
      return call('evaluate', {
        ...rest,
        weights: own(weights),
        ...(examples ? { examples: ownExamples(examples) } : {}),
      });
    },
    predict: async ({ weights, examples: { numExamples, featureShape, features } }) => {
      assertWeightsHere(weights);
      assertFeaturesHere({ numExamples, features });
      const examples = { numExamples, featureShape: [...featureShape], features: own(features) };
      return call('predict', { weights: own(weights), examples });
    },
    close: async () => {
      if (!death) await call('close', undefined).catch(() => undefined);
      die('This trainer was closed. Create another.');
      await port.terminate();
    },
  };
};

const toError = ({ code, message }: PortError): Error =>
  code ? new TrainerError(code, message) : new Error(message);

type Numbers = Uint8Array | Float32Array | Int32Array;

/**
 * The same numbers in memory of their own. Sending a view sends all of the buffer under it, which
 * may be a whole data set of which this client holds a part.
 */
const own = <T extends Numbers>(values: T): T =>
  values.buffer instanceof ArrayBuffer && values.byteLength === values.buffer.byteLength
    ? values
    : (copy(values) as T);

/** By constructor and not by `slice`, which for a Node Buffer is a view again. */
const copy = (values: Numbers): Numbers => {
  if (values instanceof Float32Array) return new Float32Array(values);
  return values instanceof Int32Array ? new Int32Array(values) : new Uint8Array(values);
};

const ownExamples = (examples: Examples): Examples => ({
  numExamples: examples.numExamples,
  featureShape: [...examples.featureShape],
  features: own(examples.features),
  labels: own(examples.labels),
  ...(examples.naturalIds ? { naturalIds: own(examples.naturalIds) } : {}),
});

const buffersOf = ({ features, labels }: Examples): ArrayBuffer[] => [
  ...new Set([features.buffer as ArrayBuffer, labels.buffer as ArrayBuffer]),
];
