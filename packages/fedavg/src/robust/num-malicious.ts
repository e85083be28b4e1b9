import { z } from 'zod';

/** f: how many bad clients a rule is to stand. Flower's `num_malicious_nodes`. */
export const numMaliciousSchema = z.number().int().min(0).max(1000).default(1).meta({
  title: 'Malicious clients',
  description: 'How many bad updates in a round the rule must stand (f in the papers).',
});
