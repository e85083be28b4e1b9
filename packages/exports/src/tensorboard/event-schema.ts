import type { MessageSchemas } from '../protobuf/message-schema.ts';

/** What this project writes of tensorflow/core/util/event.proto and framework/summary.proto. */
export const eventSchema: MessageSchemas = {
  nested: {
    Event: {
      fields: {
        /** Seconds since 1970. */
        wallTime: { id: 1, type: 'double' },
        step: { id: 2, type: 'int64' },
        fileVersion: { id: 3, type: 'string' },
        summary: { id: 5, type: 'Summary' },
      },
    },
    Summary: { fields: { value: { id: 1, type: 'SummaryValue', rule: 'repeated' } } },
    // Summary.Value: names of messages do not travel.
    SummaryValue: {
      fields: { tag: { id: 1, type: 'string' }, simpleValue: { id: 2, type: 'float' } },
    },
  },
};
