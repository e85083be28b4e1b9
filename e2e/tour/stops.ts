import { clientStops } from './client-stops.ts';
import { dashboardStops } from './dashboard-stops.ts';
import type { Stop } from './stop.ts';

/** Every page that there is. One that is added is added to either list. */
export const stops: readonly Stop[] = [...dashboardStops, ...clientStops];
