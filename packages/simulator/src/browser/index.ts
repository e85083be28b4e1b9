export type {
  Rehearsal,
  RehearsalNews,
  RehearsedRound,
} from '../training/rehearse.ts';
export { rehearsalClients } from '../training/rehearse.ts';
export * from './rehearse-here.ts';
export * from './time-models.ts';
