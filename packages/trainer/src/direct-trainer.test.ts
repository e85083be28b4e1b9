import * as tf from '@tensorflow/tfjs-core';
import { createTrainer } from './direct-trainer.ts';
import { nodeBackends } from './node/node-backends.ts';
import { trainerContract } from './testing/trainer-contract.ts';

trainerContract('the direct trainer', () => createTrainer(tf, nodeBackends()));
