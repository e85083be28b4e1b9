import { z } from 'zod';

/** What a database does not take in a text: NUL, and halves of a surrogate pair. */
const UNSTORABLE = /\0|\p{Surrogate}/gu;

/** Text by strangers that ends up in a log: what cannot be written down becomes U+FFFD. */
export const storableText = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .overwrite((text) => text.replace(UNSTORABLE, '\ufffd'));
