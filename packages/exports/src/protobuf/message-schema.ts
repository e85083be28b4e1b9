/** A field, as in a protobufjs JSON descriptor. */
interface FieldSchema {
  readonly id: number;
  /** A scalar, or a message of the same schema. */
  readonly type: string;
  readonly rule?: 'repeated';
}

/** Messages by name, in the form of protobufjs's JSON descriptors, so that protobufjs can read what they describe. */
export interface MessageSchemas {
  readonly nested: Readonly<
    Record<string, { readonly fields: Readonly<Record<string, FieldSchema>> }>
  >;
}

/** A message before it is encoded: fields by name; what is undefined is left out. */
export interface MessageValue {
  readonly [field: string]: FieldValue | readonly FieldValue[] | undefined;
}
export type FieldValue = string | number | bigint | Uint8Array | MessageValue;
