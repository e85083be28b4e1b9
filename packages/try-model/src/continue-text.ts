import { beginningOf } from '@tributary/local-data';
import type { NextCharacterSchema } from '@tributary/model-zoo';
import { drawClass } from './class-shares.ts';
import type { OpenModel } from './open-model.ts';

export interface ContinueOptions {
  readonly schema: NextCharacterSchema;
  readonly model: OpenModel;
  readonly weights: Float32Array;
  /** 0: always the likeliest character; 1: as often as the model holds each to be right. */
  readonly temperature: number;
  /** Uniform in [0, 1). */
  readonly chance: () => number;
}

/**
 * What a model holds for the continuation of a text, character after character, as long as it is asked.
 * @param text at least one character
 */
export async function* continueText(
  text: string,
  { schema, model, weights, temperature, chance }: ContinueOptions,
): AsyncGenerator<string> {
  const alphabet = [...schema.alphabet];
  let sofar = text;
  for (;;) {
    const { example, position } = beginningOf(schema, sofar);
    const { outputs, width } = await model.ask(weights, example);
    const logits = outputs.subarray(position * width, (position + 1) * width);
    const next = alphabet[drawClass(logits, temperature, chance())] ?? '';
    sofar += next;
    yield next;
  }
}
