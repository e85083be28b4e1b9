import { describe, expect, it } from 'vitest';
import { createGate } from './gate.ts';

describe('createGate', () => {
  const { signal } = new AbortController();

  it('holds callers until it opens, and again once it is shut', async () => {
    const gate = createGate();
    const passed: string[] = [];
    const pass = (name: string) => gate.pass(signal).then(() => passed.push(name));
    const first = pass('first');
    gate.open();
    await Promise.all([first, pass('second')]);
    gate.shut();
    const third = pass('third');
    await Promise.resolve();
    expect(passed).toEqual(['first', 'second']);
    gate.open();
    await third;
  });

  it('lets a caller go who no longer wants to pass', async () => {
    const leaving = new AbortController();
    const waiting = createGate().pass(leaving.signal);
    leaving.abort(new Error('leaving'));
    await expect(waiting).rejects.toThrow('leaving');
    await expect(createGate().pass(leaving.signal)).rejects.toThrow('leaving');
  });
});
