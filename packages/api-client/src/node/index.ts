export * from './trusting-fetch.ts';
