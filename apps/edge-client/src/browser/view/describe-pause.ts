import type { ClientState } from '@tributary/client';
import type { Stage } from './describe-stage.ts';

const titles: Record<NonNullable<ClientState['pause']>, string> = {
  asked: 'Paused',
  'byte-limit': 'Paused: the data limit is reached',
  'on-battery': 'Paused while on battery',
  metered: 'Paused while the connection is metered',
};

const reasons: Record<NonNullable<ClientState['pause']>, string> = {
  asked: 'Press Resume to take part again.',
  'byte-limit': 'Another round could go above the limit that you set. Raise it below to go on.',
  'on-battery': 'Your device goes on by itself when it is plugged in.',
  metered: 'Your device goes on by itself on a connection that is not metered.',
};

/** What a device that rests does, and what ends it. */
export const describePause = (pause: ClientState['pause']): Stage => ({
  title: titles[pause ?? 'asked'],
  detail: `Nothing is computed, sent or received. ${reasons[pause ?? 'asked']}`,
  progress: null,
});
