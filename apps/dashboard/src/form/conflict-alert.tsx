import { Alert, Anchor, List } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { Conflict } from '@tributary/rounds';
import { useNavigate } from 'react-router';
import { stepHolding } from '../wizard/wizard-steps.ts';
import { sectionsHolding } from './form-sections.tsx';

interface ConflictAlertProps {
  readonly conflicts: readonly Conflict[];
  /** Opens the section that holds a setting. */
  readonly onShow: (path: string) => void;
}

/** Settings that are sound one by one and make no sense together: said at once, and read aloud when it can wait. */
export const ConflictAlert = ({ conflicts, onShow }: ConflictAlertProps) => (
  <div aria-live="polite">
    {conflicts.length > 0 && (
      <Alert
        color="orange"
        role="region"
        icon={<IconInfoCircle aria-hidden />}
        title="These settings do not go together"
      >
        <List size="sm" spacing={4}>
          {conflicts.map(({ path, reason }) => (
            <List.Item key={path + reason}>
              <Anchor
                component="button"
                type="button"
                size="sm"
                c="inherit"
                underline="always"
                onClick={() => onShow(path)}
              >
                {sectionTitle(path)}
              </Anchor>
              : {reason}
            </List.Item>
          ))}
        </List>
      </Alert>
    )}
  </div>
);

/** The same in the wizard, where each leads to the step of its setting. */
export const ConflictList = ({ conflicts }: Pick<ConflictAlertProps, 'conflicts'>) => {
  const navigate = useNavigate();
  return (
    <ConflictAlert
      conflicts={conflicts}
      onShow={(path) => navigate(`/runs/new/${stepHolding(path).key}`)}
    />
  );
};

const sectionTitle = (path: string): string => sectionsHolding([path])[0]?.title ?? path;
