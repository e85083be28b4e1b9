/** What can go wrong while a device trains, by name; `docs` and clients tell people what to do by it. */
export type TrainerErrorCode =
  | 'aborted'
  | 'backend-unavailable'
  | 'device-lost'
  | 'memory-handed-over'
  | 'no-examples'
  | 'not-prepared'
  | 'trainer-died'
  | 'training-diverged';

/** An error of the trainer; the message names the remedy. */
export class TrainerError extends Error {
  readonly code: TrainerErrorCode;

  constructor(code: TrainerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    // The name that every platform gives to a cancelled operation.
    this.name = code === 'aborted' ? 'AbortError' : 'TrainerError';
  }
}
