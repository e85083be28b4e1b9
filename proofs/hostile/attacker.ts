/** A process that attacks: told what by its parent, it says what came of it and ends. */
import { createRandom, deriveSeed } from '@tributary/fedavg';
import type { Attack, Target } from './attacks/attack.ts';
import { floods, slowLoris } from './attacks/floods.ts';
import { guesses } from './attacks/guesses.ts';
import { http } from './attacks/http.ts';
import { frames, messages } from './attacks/insider.ts';
import { origins, packets, tokens } from './attacks/packets.ts';

const attacks = { frames, messages, packets, tokens, origins, http, guesses, floods, slowLoris };
export type AttackName = keyof typeof attacks;

export interface AttackOrder {
  readonly target: Target;
  readonly localAddress: string;
  readonly seed: number;
  /** Which attacks, one after the other, and with how many inputs. */
  readonly attacks: readonly (readonly [AttackName, number])[];
}

/** What the attacker tells: an attack has ended, or something happened that should not. */
export type AttackNews =
  | {
      readonly type: 'sent';
      readonly attack: AttackName;
      readonly inputs: number;
      readonly ms: number;
    }
  | { readonly type: 'took' | 'fault'; readonly what: string };

/** So many of an attacker's connections are busy at the same time. */
const LANES = 4;

const tell = (news: AttackNews) => process.send?.(news);

const carryOut = async (order: AttackOrder): Promise<void> => {
  const { target, localAddress, seed } = order;
  for (const [name, inputs] of order.attacks) {
    const attack: Attack = attacks[name];
    const startedAt = Date.now();
    const lanes = Array.from({ length: LANES }, (_, lane) =>
      attack(Math.floor((inputs + lane) / LANES), {
        target,
        localAddress,
        random: createRandom(deriveSeed(seed, name, lane)),
        took: (what) => tell({ type: 'took', what: `${name}: ${what}` }),
        fault: (what) => tell({ type: 'fault', what: `${name}: ${what}` }),
      }),
    );
    await Promise.all(lanes);
    tell({ type: 'sent', attack: name, inputs, ms: Date.now() - startedAt });
  }
};

process.once('message', (order: AttackOrder) => {
  carryOut(order).then(
    () => process.disconnect(),
    (error: Error) => {
      tell({ type: 'fault', what: `the attacker itself: ${error.stack}` });
      process.disconnect();
    },
  );
});
