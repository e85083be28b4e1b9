import { z } from 'zod';

/** Stands for a model's last layer, whatever it is called. */
export const LAST_LAYER = 'last';

export const localLayersSchema = z.string().min(1).max(500).default(LAST_LAYER).meta({
  title: 'Layers that stay on the device',
  description: 'Names of layers with commas between them, such as dense2; "last" is the last one.',
});

/** The names in a list with commas; the last layer where there is none. */
export const layerNames = (list: string): string[] => {
  const names = list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.length > 0 ? names : [LAST_LAYER];
};
