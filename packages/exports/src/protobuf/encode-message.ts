import protobuf from 'protobufjs/minimal.js';
import type { FieldValue, MessageSchemas, MessageValue } from './message-schema.ts';

/** What stands before each value of a type: how the reader finds its end. */
const wireTypes = { double: 1, int64: 0, int32: 0, string: 2, bytes: 2, float: 5 } as const;
const MESSAGE_WIRE_TYPE = 2;

type Scalar = keyof typeof wireTypes;
const isScalar = (type: string): type is Scalar => Object.hasOwn(wireTypes, type);

/**
 * Encodes a message by its schema with protobufjs's writer. Its own encoder would do the same, but makes
 * functions of text, which a page's content security policy forbids.
 * @throws {RangeError} when a field is not in the schema
 */
export const encodeMessage = (
  schemas: MessageSchemas,
  type: string,
  value: MessageValue,
): Uint8Array<ArrayBuffer> => {
  const writer = protobuf.Writer.create();
  writeFields(writer, schemas, { type, value });
  return Uint8Array.from(writer.finish());
};

interface TypedValue {
  readonly type: string;
  readonly value: MessageValue;
}

const writeFields = (
  writer: protobuf.Writer,
  schemas: MessageSchemas,
  { type, value }: TypedValue,
): void => {
  for (const [name, given] of Object.entries(value)) {
    if (given === undefined) continue;
    const field = schemas.nested[type]?.fields[name];
    if (!field) throw new RangeError(`${type} has no field "${name}".`);
    for (const one of (field.rule ? given : [given]) as readonly FieldValue[]) {
      const wireType = isScalar(field.type) ? wireTypes[field.type] : MESSAGE_WIRE_TYPE;
      writer.uint32((field.id << 3) | wireType);
      if (isScalar(field.type)) writeScalar(writer, field.type, one);
      else {
        writer.fork();
        writeFields(writer, schemas, { type: field.type, value: one as MessageValue });
        writer.ldelim();
      }
    }
  }
};

const writeScalar = (writer: protobuf.Writer, type: Scalar, value: FieldValue): void => {
  if (type === 'string') writer.string(value as string);
  else if (type === 'bytes') writer.bytes(value as Uint8Array);
  else writer[type](value as number);
};
