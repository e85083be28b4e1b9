import { describe, expect, it } from 'vitest';
import { judgeFlow, noFlow, pauseMs, pour } from './flow.ts';

const limits = { messageBurst: 10, messagesPerSecond: 2, burstBytes: 1000, bytesPerSecond: 100 };
const message = { messages: 1, bytes: 50 };

const after = (count: number, now = 0, flow = noFlow) => {
  let poured = flow;
  for (let i = 0; i < count; i++) poured = pour(poured, message, { limits, now });
  return poured;
};

describe('a flow of messages', () => {
  it('lets a burst through, refuses what is over it, and calls twice of it a flood', () => {
    expect(judgeFlow(after(10), limits)).toBe('within');
    expect(judgeFlow(after(11), limits)).toBe('over');
    expect(judgeFlow(after(19), limits)).toBe('over');
    expect(judgeFlow(after(20), limits)).toBe('flooding');
  });

  it('runs off with time, and is never so full that it would take longer than a flood', () => {
    const flood = after(5000);
    expect(judgeFlow(pour(flood, message, { limits, now: 5_500 }), limits)).toBe('within');
    expect(judgeFlow(pour(flood, message, { limits, now: 4_000 }), limits)).toBe('over');
  });

  it('does not fill or empty when the clock goes back', () => {
    const flow = pour(after(5, 10_000), message, { limits, now: 9_000 });
    expect(flow.messages).toBe(6);
  });

  it('says how long to stop reading until the bytes fit again', () => {
    expect(pauseMs(after(20), limits)).toBe(0);
    expect(pauseMs(after(25), limits)).toBe(2_500);
  });
});
