import { type PrivacyConfig, privacyModes } from '@tributary/fedavg';
import { type Field, schemaFields } from './schema-fields.ts';

/** The settings that only an adaptive clip norm has. */
const ADAPTIVE = ['targetQuantile', 'clipLearningRate', 'clippedCountStddev'];

/**
 * The settings of a privacy mode that have an effect as the others stand.
 * @param isWrong whether a setting is to be corrected and so must be seen in any case
 */
export const privacyFields = (
  privacy: PrivacyConfig,
  isWrong: (key: string) => boolean = () => false,
): readonly Field[] => {
  const fields = schemaFields(privacyModes[privacy.mode].settings);
  return privacy.mode === 'central' && privacy.clipping === 'fixed'
    ? fields.filter(({ key }) => !ADAPTIVE.includes(key) || isWrong(key))
    : fields;
};
