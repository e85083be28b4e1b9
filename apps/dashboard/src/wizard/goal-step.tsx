import { Card, Stack } from '@mantine/core';
import { ChoiceCards } from './choice-cards.tsx';
import { type GoalName, goals, templatesFor } from './goals.ts';
import type { NewRunDraft } from './use-new-run.ts';

/** What stands for no template. */
const OWN = 'own';

const ownChoice = {
  value: OWN,
  title: 'My own data',
  description: 'Devices bring it and it stays there. You describe it in the next step.',
};

/** What is to be learnt, and from whose data. */
export const GoalStep = ({ run }: { readonly run: NewRunDraft }) => (
  <Stack>
    <Card>
      <ChoiceCards
        label="Goal"
        choices={goals.map(({ name, ...goal }) => ({ value: name, ...goal }))}
        value={run.goal}
        onChange={(goal) => run.chooseGoal(goal as GoalName)}
      />
    </Card>
    <Card>
      <ChoiceCards
        label="Start from"
        choices={[
          ...templatesFor(run.goal).map(({ name, title, description }) => ({
            ...{ value: name, title, description },
          })),
          ownChoice,
        ]}
        value={run.template ?? OWN}
        onChange={(name) => (name === OWN ? run.bringOwnData() : run.chooseTemplate(name))}
      />
    </Card>
  </Stack>
);
