import protobuf from 'protobufjs';
import { expect, it } from 'vitest';
import { metricsRows } from '../metrics/round-metrics.ts';
import { measuredRun } from '../testing/measured-run.ts';
import { crc32c } from './crc32c.ts';
import { toTfEvents } from './to-tf-events.ts';

/** The schema as text, with the field numbers of TensorFlow's own files. */
const { root } = protobuf.parse(`
  syntax = "proto3";
  message Event { double wall_time = 1; int64 step = 2; string file_version = 3; Summary summary = 5; }
  message Summary {
    message Value { string tag = 1; float simple_value = 2; }
    repeated Value value = 1;
  }
`);
const eventType = root.lookupType('Event');

const unmask = (masked: number): number => {
  const turned = (masked - 0xa282ead8) >>> 0;
  return ((turned >>> 17) | (turned << 15)) >>> 0;
};

const readRecords = (file: Uint8Array): Uint8Array[] => {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const records: Uint8Array[] = [];
  for (let at = 0; at < file.length; ) {
    const end = at + 12 + Number(view.getBigUint64(at, true));
    const record = file.subarray(at + 12, end);
    expect(unmask(view.getUint32(at + 8, true))).toBe(crc32c(file.subarray(at, at + 8)));
    expect(unmask(view.getUint32(end, true))).toBe(crc32c(record));
    records.push(record);
    at = end + 4;
  }
  return records;
};

it('is read back record by record, with a curve for each thing that was measured', () => {
  const events = readRecords(toTfEvents(metricsRows(measuredRun().state))).map((record) =>
    eventType.toObject(eventType.decode(record), { longs: Number }),
  );
  expect(events[0]).toEqual({ wallTime: 2.5, fileVersion: 'brain.Event:2' });
  expect(events.map(({ step }) => step)).toEqual([undefined, 1, 2]);
  const [first, second] = events
    .slice(1)
    .map(({ summary }) =>
      Object.fromEntries(
        summary.value.map((value: { tag: string; simpleValue: number }) => [
          value.tag,
          value.simpleValue,
        ]),
      ),
    );
  expect(first).toMatchObject({
    'federated/accuracy': 0.5,
    'federated/loss': 1.5,
    'privacy/epsilon': 1.25,
    'round/reported': 2,
  });
  expect(second).not.toHaveProperty('federated/loss');
  expect(second).toHaveProperty('round/bytes_up');
});

it('begins with its version, as TensorFlow’s own files do, byte by byte', () => {
  const file = toTfEvents([]);
  // 9 bytes of wall time, then field 3: "brain.Event:2".
  expect([...file.subarray(0, 8)]).toEqual([24, 0, 0, 0, 0, 0, 0, 0]);
  expect(new TextDecoder().decode(file.subarray(23, 36))).toBe('brain.Event:2');
});
