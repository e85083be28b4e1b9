import { Group, Radio, SimpleGrid, Text } from '@mantine/core';
import { tasks } from '@tributary/model-zoo';

interface TaskChoiceProps {
  readonly value: string;
  readonly onChange: (taskName: string) => void;
}

/** A card is a button, which would put its content in the middle of a higher row. */
const atTop = { display: 'flex', alignItems: 'flex-start' } as const;

/** The task templates as cards; choosing one fills in the whole form. */
export const TaskChoice = ({ value, onChange }: TaskChoiceProps) => (
  <Radio.Group
    label="Start from"
    description="A template fills in settings that work; change any of them below."
    value={value}
    onChange={onChange}
  >
    <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="xs" mt="sm">
      {tasks.entries.map(({ name, title, description }) => (
        <Radio.Card key={name} value={name} p="sm" aria-label={title} style={atTop}>
          <Group wrap="nowrap" align="flex-start" gap="xs">
            <Radio.Indicator />
            <div>
              <Text size="sm" fw={600} lh={1.3}>
                {title}
              </Text>
              <Text size="xs" c="dimmed" mt={4} visibleFrom="sm">
                {description}
              </Text>
            </div>
          </Group>
        </Radio.Card>
      ))}
    </SimpleGrid>
    <Text size="xs" c="dimmed" mt="sm" hiddenFrom="sm">
      {tasks.find(value)?.description}
    </Text>
  </Radio.Group>
);
