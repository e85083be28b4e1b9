/** What one example is, and what is to be said of it: all that a model must know of its data. */
export interface ModelInput {
  /** The shape of one example, e.g. [28, 28, 1]. */
  readonly featureShape: readonly number[];
  /** How many logits an example (or each of its positions) gets: the classes, or 1 for a number. */
  readonly numClasses: number;
  /**
   * Whether an example is numbers (without it), indices of tokens, or text that has still to be made
   * tokens: Unicode code points, filled up with zeros.
   */
  readonly featureKind?: 'numbers' | 'tokens' | 'text';
  /** Of tokens: how many different ones there are. Without it as many as classes: the next one is learnt. */
  readonly vocabularySize?: number;
  /**
   * Of a table's rows: for each column how many categories it has, or 0 if it holds a number. A
   * category is its index; 0 stands for one that is missing or unknown.
   */
  readonly categories?: readonly number[];
  /** Whether numbers may be missing; they are NaN then. */
  readonly missing?: boolean;
  /** What is learnt: a class (without it), or a number, whose loss is the squared error. */
  readonly target?: 'class' | 'number';
}

/** The part of a data set's description that a model is built from: plain data. */
export const modelInputOf = ({
  featureShape,
  numClasses,
  featureKind,
  vocabularySize,
  categories,
  missing,
  target,
}: ModelInput): ModelInput => ({
  featureShape,
  numClasses,
  ...(featureKind && { featureKind }),
  ...(vocabularySize !== undefined && { vocabularySize }),
  ...(categories && { categories }),
  ...(missing && { missing }),
  ...(target && { target }),
});

/** How many numbers one example has. */
export const inputSize = ({ featureShape }: Pick<ModelInput, 'featureShape'>): number =>
  featureShape.reduce((size, length) => size * length, 1);

/** How many different tokens a model of text meets. */
export const vocabularyOf = ({ vocabularySize, numClasses }: ModelInput): number =>
  vocabularySize ?? numClasses;

/** For models that compute with numbers: why the input is none, as a clause. */
export const refuseUnlessNumbers = ({
  featureKind,
  categories,
  missing,
}: ModelInput): string | undefined => {
  if (featureKind === 'text') return 'it needs numbers, but the examples are text';
  if (featureKind === 'tokens') return 'it needs numbers, but the examples are tokens of text';
  if (categories?.some((count) => count > 0)) {
    return 'it needs numbers, but some columns are categories: add the step "one-hot"';
  }
  return missing
    ? 'it cannot do with missing numbers: add the step "standardise" or "fill-missing"'
    : undefined;
};

/** For models of pictures: height, width and channels. */
export const refuseUnlessPicture = (input: ModelInput): string | undefined => {
  const reason = refuseUnlessNumbers(input);
  if (reason) return reason;
  return input.featureShape.length === 3
    ? undefined
    : `it needs pictures [height, width, channels], but an example is [${input.featureShape}]`;
};

/** For models of text: [positions] of token indices. */
export const refuseUnlessTokens = ({
  featureKind,
  featureShape,
}: ModelInput): string | undefined => {
  if (featureKind === 'text') {
    return 'it reads tokens, but the examples are plain text: add the step "tokenise"';
  }
  return featureKind === 'tokens' && featureShape.length === 1
    ? undefined
    : 'it reads text, but the examples are not sequences of tokens';
};

/** For models that say what comes next: a label for each position, over the same tokens. */
export const refuseUnlessNextToken = (input: ModelInput): string | undefined =>
  refuseUnlessTokens(input) ??
  (input.vocabularySize === undefined || input.vocabularySize === input.numClasses
    ? undefined
    : 'it says which token comes next, but the examples are classes of texts');

/** For models of texts as wholes: one class for each. */
export const refuseUnlessTextClass = (input: ModelInput): string | undefined =>
  refuseUnlessTokens(input) ??
  (input.vocabularySize === undefined
    ? 'it sorts texts into classes, but the examples have a label for each position'
    : undefined);
