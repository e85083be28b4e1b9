import { describe, expect, it } from 'vitest';
import { checkpointFileName } from './checkpoint-file-name.ts';

describe('checkpointFileName', () => {
  it('keeps letters and digits of any language and nothing that a file system minds', () => {
    expect(checkpointFileName('Handwritten digits (2nd try)', 3)).toBe(
      'handwritten-digits-2nd-try-round-3.trb',
    );
    expect(checkpointFileName('Übung/七 ../', 12)).toBe('ubung-七-round-12.trb');
    expect(checkpointFileName('???', 1)).toBe('run-round-1.trb');
  });
});
