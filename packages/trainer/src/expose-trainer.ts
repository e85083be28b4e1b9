import type { Trainer } from './trainer.ts';
import { TrainerError } from './trainer-error.ts';
import type { CallMessage, HostPort, PortError } from './trainer-port.ts';

const toPortError = (error: unknown): PortError => {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof TrainerError ? { code: error.code, message } : { message };
};

/** The worker's side: carries out the calls that arrive at the port. */
export const exposeTrainer = (trainer: Trainer, port: HostPort): void => {
  const running = new Map<number, AbortController>();

  const carryOut = (call: CallMessage): Promise<unknown> => {
    switch (call.method) {
      case 'prepare':
        return trainer.prepare(call.request);
      case 'load':
        return trainer.load(call.request.examples, call.request.validation);
      case 'evaluate':
        return trainer.evaluate(call.request);
      case 'predict':
        return trainer.predict(call.request);
      case 'close':
        return trainer.close();
      case 'train': {
        const cancel = new AbortController();
        running.set(call.id, cancel);
        return trainer.train(call.request, {
          signal: cancel.signal,
          onProgress: (progress) => port.send({ kind: 'progress', id: call.id, progress }),
        });
      }
    }
  };

  port.onMessage((message) => {
    const { id } = message;
    if (message.kind === 'cancel') {
      running.get(id)?.abort();
      return;
    }
    carryOut(message)
      .then((result) => port.send({ kind: 'result', id, result }))
      .catch((error: unknown) => port.send({ kind: 'error', id, error: toPortError(error) }))
      .finally(() => running.delete(id));
  });
};
