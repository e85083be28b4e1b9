import type { Random } from '@tributary/fedavg';

/** What an attacker knows: where to go, what was leaked to it, and what it must not change. */
export interface Target {
  readonly port: number;
  /** The run that goes on beside the attack. */
  readonly honestRunId: string;
  /** A run that attackers are invited to; nothing that they send may count in it. */
  readonly baitRunId: string;
  readonly baitToken: string;
  readonly checkpoint: string;
}

export interface AttackTools {
  readonly target: Target;
  /** The address that the attack comes from. */
  readonly localAddress: string;
  readonly random: Random;
  /** Something hostile took effect. */
  readonly took: (what: string) => void;
  /** The coordinator answered as it should not: a server error. */
  readonly fault: (what: string) => void;
}

/** Sends a number of hostile inputs, and ends. */
export type Attack = (inputs: number, tools: AttackTools) => Promise<void>;

export const pick = <T>(random: Random, items: readonly T[]): T =>
  items[random.integer(items.length)] as T;
