import { strategies } from '../strategies/registry.generated.ts';
import { clientMethodLaws } from '../testing/client-method-laws.ts';

for (const { name, hyperparams, build } of strategies.entries) {
  clientMethodLaws(name, build(hyperparams.parse({})));
}
