/** The command was not given as it must be: a sentence that says what to write instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
