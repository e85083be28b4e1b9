import { expect, it } from 'vitest';
import { describeCameraError } from './describe-camera-error.ts';

it.each([
  ['NotAllowedError', 'was not allowed'],
  ['NotFoundError', 'has no camera'],
  ['NotReadableError', 'Another program'],
  ['AbortError', 'did not start'],
])('says after %s what to do', (name, words) => {
  expect(describeCameraError(new DOMException('', name))).toContain(words);
});
