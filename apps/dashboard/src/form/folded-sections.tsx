import { Accordion, Text } from '@mantine/core';
import type { FormSection } from './form-section.ts';
import type { Judgement } from './judge-settings.worker.ts';
import type { RunForm } from './schema-inputs.tsx';

interface FoldedSectionsProps {
  readonly sections: readonly FormSection[];
  readonly form: RunForm;
  readonly judgement: Judgement;
  /** The keys of those that are not folded. */
  readonly open: string[];
  readonly onOpen: (keys: string[]) => void;
}

/** Sections of settings, each folded to its title and what is set in it. */
export const FoldedSections = ({
  sections,
  form,
  judgement,
  open,
  onOpen,
}: FoldedSectionsProps) => (
  <Accordion multiple variant="contained" value={open} onChange={onOpen}>
    {sections.map(({ key, title, summarise, draw }) => (
      <Accordion.Item key={key} value={key}>
        <Accordion.Control>
          <Text fw={600} size="sm">
            {title}
          </Text>
          <Text size="xs" c="dimmed">
            {summarise(form.values)}
          </Text>
        </Accordion.Control>
        <Accordion.Panel>{draw(form, judgement)}</Accordion.Panel>
      </Accordion.Item>
    ))}
  </Accordion>
);
