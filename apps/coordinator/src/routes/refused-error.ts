import { type Rejection, type RejectionCode, reject } from '@tributary/protocol';

/** Thrown by a route to answer with a refusal; the app's error handler turns it into the reply. */
export class RefusedError extends Error {
  readonly rejection: Rejection;

  constructor(code: RejectionCode, detail?: string) {
    super(code);
    this.name = 'RefusedError';
    this.rejection = reject(code, detail);
  }
}
