import { dataSchemaOf, type TableDataSchema } from '@tributary/model-zoo';

/** What UCI's processed heart files are by the zoo's own description. */
export const heartSchema = dataSchemaOf('heart-disease') as TableDataSchema;
