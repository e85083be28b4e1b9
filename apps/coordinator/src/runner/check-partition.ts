import { partitioners } from '@tributary/model-zoo';
import { describeIssues, type PartitionSpec, type Rejection, reject } from '@tributary/protocol';

/**
 * Whether a run can divide its demo data like this; the parameters come back with their defaults
 * filled in. Whether the data allows it shows when it is divided.
 */
export const checkPartition = (
  partition: PartitionSpec,
): { readonly ok: true; readonly partition: PartitionSpec } | Rejection => {
  const entry = partitioners.find(partition.partitioner);
  // Federated averaging needs whole examples.
  const names = partitioners.entries
    .filter(({ axis }) => axis !== 'columns')
    .map(({ name }) => name);
  if (entry === undefined || !names.includes(entry.name)) {
    const why = entry
      ? `"${entry.name}" divides columns, and a run needs whole examples`
      : `there is no "${partition.partitioner}"`;
    return reject(
      'invalid-config',
      `partition.partitioner: ${why}; choose one of ${names.join(', ')}`,
    );
  }
  const params = entry.params.strict().safeParse(partition.params);
  return params.success
    ? { ok: true, partition: { ...partition, params: params.data } }
    : reject('invalid-config', `partition.params: ${describeIssues(params.error)}`);
};
