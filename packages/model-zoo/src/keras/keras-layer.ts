/** A layer as a file of Keras or tfjs describes it, with the spellings of all their versions made one. */
export interface KerasLayer {
  readonly name: string;
  readonly className: string;
  /** Keys in camel case. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The names of the layers that it follows. */
  readonly inputs: readonly string[];
}

/** Why a file cannot become a model to train here: a sentence that says what to do. */
export class KerasModelError extends RangeError {
  override readonly name = 'KerasModelError';
}

/** A refusal of one layer. @param reason a clause that says what is wrong and what to do */
export const refuseLayer = (
  { name, className }: Pick<KerasLayer, 'name' | 'className'>,
  reason: string,
): KerasModelError => new KerasModelError(`The layer "${name}" (${className}): ${reason}.`);
