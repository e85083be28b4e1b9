import { Checkbox, Text } from '@mantine/core';
import { Card } from '../components/card.tsx';

interface KeepCardProps {
  /** Whether this browser can keep files for the page. */
  readonly canKeep: boolean;
  readonly keeps: boolean;
  readonly onChange: (keeps: boolean) => void;
}

/** Whether one's own data outlive the page, and where they lie then. */
export const KeepCard = ({ canKeep, keeps, onChange }: KeepCardProps) => (
  <Card title="Remember it here">
    {canKeep ? (
      <Checkbox
        label="Keep my data on this device for the next time"
        description="It lies in this browser’s private files of this page (its Origin Private File System), where other pages and the coordinator cannot read it. It goes when you press Forget here, or clear this page’s data in the browser."
        checked={keeps}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
    ) : (
      <Text size="sm">
        This browser keeps no files for this page: private windows and pages without https have no
        room for them. Your data stays until you close or reload the page; then choose it again.
      </Text>
    )}
  </Card>
);
