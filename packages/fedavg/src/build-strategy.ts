import { strategies } from './strategies/registry.generated.ts';
import type { BuiltStrategy } from './strategy.ts';

/** A strategy as a run's settings name it. */
export interface StrategySpec {
  readonly name: string;
  readonly hyperparams: Readonly<Record<string, unknown>>;
}

/**
 * Composes the strategy that a run is configured with; hyperparameters left out get their defaults.
 * @throws {RangeError} when there is no such strategy.
 * @throws {z.ZodError} when the hyperparameters do not fit.
 */
export const buildStrategy = ({ name, hyperparams }: StrategySpec): BuiltStrategy => {
  const strategy = strategies.get(name);
  return strategy.build(strategy.hyperparams.parse(hyperparams));
};
