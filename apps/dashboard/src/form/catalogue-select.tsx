import { Select, Text } from '@mantine/core';
import type { CatalogueOption } from '../view/catalogue.ts';

interface CatalogueSelectProps {
  readonly label: string;
  readonly options: readonly CatalogueOption[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A choice among a registry's entries; each says what it is, the chosen one below the input. */
export const CatalogueSelect = ({ label, options, value, onChange }: CatalogueSelectProps) => {
  const descriptions = new Map(options.map((option) => [option.value, option.description]));
  return (
    <Select
      label={label}
      description={descriptions.get(value)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={options.map((option) => ({ value: option.value, label: option.label }))}
      value={value}
      onChange={(chosen) => chosen !== null && onChange(chosen)}
      allowDeselect={false}
      maxDropdownHeight={320}
      renderOption={({ option }) => (
        <div>
          <Text size="sm" fw={600}>
            {option.label}
          </Text>
          <Text size="xs" c="dimmed">
            {descriptions.get(option.value)}
          </Text>
        </div>
      )}
    />
  );
};
