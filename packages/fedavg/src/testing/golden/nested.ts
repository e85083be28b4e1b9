/** Numbers in lists of lists, as the vectors have them. */
export type Nested = number | readonly Nested[];

export const flatten = (nested: Nested): number[] =>
  typeof nested === 'number' ? [nested] : nested.flatMap(flatten);
