/** Why a run did not complete: a sentence for the person at the terminal that says what to do. */
export class RunEndError extends Error {
  override readonly name = 'RunEndError';
}
