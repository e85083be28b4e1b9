/** Turns text into token indices; 0 is kept for padding. */
export interface Tokeniser {
  /** Indices are below it. */
  readonly vocabularySize: number;
  /**
   * @param into [length], zeros; as many of the first tokens as it has room for are written to it
   */
  tokenise(text: string, into: Int32Array): void;
}
