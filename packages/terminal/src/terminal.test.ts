import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createTerminal, type OutputStream } from './terminal.ts';

const record = (extra: { isTTY?: true; columns?: number }) => {
  const stream: OutputStream & PassThrough = Object.assign(new PassThrough(), extra);
  return { terminal: createTerminal(stream), written: () => String(stream.read() ?? '') };
};

describe('The terminal', () => {
  it('writes finished lines only into a pipe', () => {
    const { terminal, written } = record({});
    terminal.show('half');
    terminal.print('whole');
    expect(written()).toBe('whole\n');
  });

  it('keeps the changing line below the finished ones, and inside the window', () => {
    const { terminal, written } = record({ isTTY: true, columns: 6 });
    terminal.show('a long line');
    expect(written()).toBe('\r\x1b[2Ka lon');
    terminal.print('whole');
    expect(written()).toBe('\r\x1b[2Kwhole\na lon');
  });
});
