import { ConfigPanel } from '../../components/config-panel.tsx';
import { useRunContext } from './run-context.ts';

/** Everything that defines the run. */
export const SettingsTab = () => <ConfigPanel config={useRunContext().config} />;
