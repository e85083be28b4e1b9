import { type ClientId, type ClientProgress, rejections } from '@tributary/protocol';
import type { Cohort, CohortMember, ReportedMember } from '@tributary/rounds';
import { clientName, compareNames, type Devices } from './client-name.ts';
import { countOf, formatBytes, formatDuration, formatLoss } from './format.ts';
import { formatScore } from './score.ts';

export type Tone = 'neutral' | 'active' | 'good' | 'warning' | 'bad';

/** One member of a round, as the table shows it. */
export interface CohortRow {
  readonly clientId: ClientId;
  /** The device's name, or the beginning of the id. */
  readonly name: string;
  readonly backend: string | null;
  readonly label: string;
  readonly tone: Tone;
  readonly detail: string;
  /** How far local training is, in [0, 1]; null when that means nothing or is not known. */
  readonly progress: number | null;
  /** ‖δ‖₂ of the update as the coordinator measured it; null where it did not. */
  readonly norm: number | null;
}

/** What is known of the clients beyond the open round. */
export interface CohortKnowledge {
  readonly devices: Devices;
  /** The newest progress report of each client in this round; null where a moment of the past is shown. */
  readonly progress: Readonly<Record<ClientId, ClientProgress>> | null;
}

/** The members of a round in the order of their names. */
export const cohortRows = (cohort: Cohort, { devices, progress }: CohortKnowledge): CohortRow[] =>
  Object.entries(cohort)
    .map(([clientId, member]) => ({
      clientId,
      name: clientName(devices, clientId),
      backend: devices[clientId]?.backend ?? null,
      norm: 'norm' in member ? (member.norm ?? null) : null,
      ...describeMember(member, progress === null ? null : progress[clientId]),
    }))
    .sort((a, b) => compareNames(a.name, b.name) || (a.clientId < b.clientId ? -1 : 1));

type MemberWords = Pick<CohortRow, 'label' | 'tone' | 'detail' | 'progress'>;

const describeMember = (
  member: CohortMember,
  report: ClientProgress | null | undefined,
): MemberWords => {
  switch (member.status) {
    case 'training':
      return report === null
        ? { label: 'At work', tone: 'active', detail: 'Had not reported yet', progress: null }
        : describeWork(report);
    case 'reported':
      return { label: 'Reported', tone: 'good', detail: describeReport(member), progress: 1 };
    case 'departed':
      return { label: 'Departed', tone: 'warning', detail: member.reason, progress: null };
    case 'declined':
      return { label: 'Declined', tone: 'warning', detail: member.reason, progress: null };
    case 'rejected':
      return {
        label: 'Refused',
        tone: 'bad',
        detail: rejections[member.code].message,
        progress: null,
      };
  }
};

const describeWork = (report?: ClientProgress): MemberWords => {
  switch (report?.stage) {
    case undefined:
      return { label: 'Preparing', tone: 'active', detail: 'Was sent the plan', progress: 0 };
    case 'downloading':
      return { label: 'Downloading', tone: 'active', detail: 'Fetches the model', progress: 0 };
    case 'uploading':
      return { label: 'Uploading', tone: 'active', detail: 'Sends its update', progress: 1 };
    case 'training': {
      const { step, steps, loss } = report;
      const words = [
        `step ${step} of ${steps}`,
        ...(loss === null ? [] : [`loss ${formatLoss(loss)}`]),
      ];
      return {
        label: 'Training',
        tone: 'active',
        detail: words.join(', '),
        progress: steps === 0 ? 0 : Math.min(1, step / steps),
      };
    }
  }
};

const describeReport = ({
  numExamples,
  payloadBytes,
  metrics,
  staleness = 0,
}: ReportedMember): string => {
  const { accuracyAfter, lossAfter, trainMs } = metrics;
  const hasScore = accuracyAfter !== undefined || lossAfter !== undefined;
  return [
    countOf(numExamples, 'example'),
    `${formatDuration(trainMs)} of training`,
    formatBytes(payloadBytes),
    ...(staleness > 0 ? [`${countOf(staleness, 'round')} late`] : []),
    ...(hasScore
      ? [
          `${formatScore({ accuracy: accuracyAfter ?? null, loss: lossAfter ?? null })} on its own data`,
        ]
      : []),
  ].join(', ');
};
