import type { MessageSchemas } from '../protobuf/message-schema.ts';

const int64 = (id: number) => ({ id, type: 'int64' });
const int32 = (id: number) => ({ id, type: 'int32' });
const string = (id: number) => ({ id, type: 'string' });
const message = (id: number, type: string) => ({ id, type });
const many = (id: number, type: string) => ({ id, type, rule: 'repeated' }) as const;

/** Of TensorProto.DataType. */
export const FLOAT = 1;
export const INT64 = 7;

/** Of AttributeProto.AttributeType. */
export const attributeTypes = { f: 1, i: 2, ints: 7 } as const;

/**
 * What this project writes of the published schema (github.com/onnx/onnx, onnx/onnx.proto): the names and
 * numbers of the fields are its own.
 */
export const onnxSchema: MessageSchemas = {
  nested: {
    ModelProto: {
      fields: {
        irVersion: int64(1),
        opsetImport: many(8, 'OperatorSetIdProto'),
        producerName: string(2),
        docString: string(6),
        graph: message(7, 'GraphProto'),
        metadataProps: many(14, 'StringStringEntryProto'),
      },
    },
    OperatorSetIdProto: { fields: { domain: string(1), version: int64(2) } },
    StringStringEntryProto: { fields: { key: string(1), value: string(2) } },
    GraphProto: {
      fields: {
        node: many(1, 'NodeProto'),
        name: string(2),
        initializer: many(5, 'TensorProto'),
        input: many(11, 'ValueInfoProto'),
        output: many(12, 'ValueInfoProto'),
      },
    },
    NodeProto: {
      fields: {
        input: many(1, 'string'),
        output: many(2, 'string'),
        name: string(3),
        opType: string(4),
        attribute: many(5, 'AttributeProto'),
      },
    },
    AttributeProto: {
      fields: {
        name: string(1),
        f: { id: 2, type: 'float' },
        i: int64(3),
        ints: many(8, 'int64'),
        type: int32(20),
      },
    },
    TensorProto: {
      fields: {
        dims: many(1, 'int64'),
        dataType: int32(2),
        name: string(8),
        rawData: { id: 9, type: 'bytes' },
      },
    },
    ValueInfoProto: { fields: { name: string(1), type: message(2, 'TypeProto') } },
    TypeProto: { fields: { tensorType: message(1, 'TensorTypeProto') } },
    // TypeProto.Tensor and TensorShapeProto.Dimension: names of messages do not travel.
    TensorTypeProto: { fields: { elemType: int32(1), shape: message(2, 'TensorShapeProto') } },
    TensorShapeProto: { fields: { dim: many(1, 'DimensionProto') } },
    DimensionProto: { fields: { dimValue: int64(1), dimParam: string(2) } },
  },
};
