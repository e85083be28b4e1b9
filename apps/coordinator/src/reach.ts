import { channel } from 'node:diagnostics_channel';

/** Moments at which a crash would leave something half done. */
export type Moment =
  | `start.${'migrated' | 'replayed' | 'swept' | 'listening'}`
  | `run.${'create' | 'created' | 'start' | 'stored'}`
  | `client.${'connected' | 'enrol' | 'enrolled' | 'leave'}`
  | `plan.${'send' | 'sent'}`
  | `offer.${'judged' | 'answer'}`
  | `chunk.${'write' | 'written' | 'answer'}`
  | `update.${'complete' | 'screened' | 'spooled' | 'counted'}`
  | `blob.${'write' | 'written' | 'synced' | 'renamed'}`
  | `log.${'append' | 'inserted' | 'appended' | 'reduced'}`
  | `round.close`
  | `fold.${'begin' | 'answer' | 'done'}`
  | `evaluate.${'begin' | 'done'}`
  | `spool.${'clear' | 'cleared' | 'forget'}`;

const moments = channel('tributary:moment');

/**
 * Tells whoever listens that the process is about to take the next step. A proof listens and kills it
 * there; without a listener this costs nothing.
 */
export const reach = (moment: Moment): void => {
  if (moments.hasSubscribers) moments.publish(moment);
};
