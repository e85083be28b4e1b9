import type { FlowLimits } from '../../limits.ts';

/** A leaky bucket: what was poured in and has not run off yet. */
export interface Flow {
  readonly messages: number;
  readonly bytes: number;
  /** When it was last looked at, Unix ms. */
  readonly at: number;
}

export const noFlow: Flow = { messages: 0, bytes: 0, at: 0 };

/**
 * What is `within` its burst passes; what is `over` is refused; whoever goes on until twice the burst has
 * piled up is `flooding`.
 */
export type FlowVerdict = 'within' | 'over' | 'flooding';

const FLOODING_BURSTS = 2;

/** The bucket after so many messages and bytes more. It is never fuller than a flood, so it always empties. */
export const pour = (
  flow: Flow,
  { messages, bytes }: { readonly messages: number; readonly bytes: number },
  { limits, now }: { readonly limits: FlowLimits; readonly now: number },
): Flow => {
  const seconds = Math.max(0, now - flow.at) / 1000;
  const left = (level: number, perSecond: number) => Math.max(0, level - seconds * perSecond);
  const messagesNow = left(flow.messages, limits.messagesPerSecond) + messages;
  const bytesNow = left(flow.bytes, limits.bytesPerSecond) + bytes;
  return {
    messages: Math.min(messagesNow, FLOODING_BURSTS * limits.messageBurst),
    bytes: Math.min(bytesNow, FLOODING_BURSTS * limits.burstBytes),
    at: now,
  };
};

export const judgeFlow = ({ messages }: Flow, { messageBurst }: FlowLimits): FlowVerdict => {
  if (messages >= FLOODING_BURSTS * messageBurst) return 'flooding';
  return messages > messageBurst ? 'over' : 'within';
};

/** How long not to read on, so that the bytes fit their burst again; 0 when they do. */
export const pauseMs = ({ bytes }: Flow, { burstBytes, bytesPerSecond }: FlowLimits): number =>
  Math.max(0, ((bytes - burstBytes) / bytesPerSecond) * 1000);
