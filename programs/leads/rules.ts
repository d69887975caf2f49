import {
  type EffectResult,
  localDay,
  type Problem,
  type RegistryRecord,
  type RegistryRules,
  type RuleContext,
  type TransitionInput,
} from '@huanzhi/registry';
import { indicatorRules } from './indicators.ts';
import { type LeadData, leadOf } from './lead.ts';

type Effect = (record: RegistryRecord, input: TransitionInput, context: RuleContext) => EffectResult;

const problem = (path: string, code: string, zh: string, en: string): Problem => ({
  path,
  code,
  message: { zh, en },
});

/** The data with the inputs and some changes; a change of `undefined` empties the field. */
function changed(
  record: RegistryRecord,
  input: TransitionInput | null,
  changes: { [Key in keyof LeadData]?: LeadData[Key] | undefined },
): EffectResult {
  return { data: { ...record.data, ...input?.inputs, ...changes } };
}

const verified =
  (disposal: NonNullable<LeadData['disposal']>): Effect =>
  (record, input, context) =>
    changed(record, input, { disposal, verifiedOn: localDay(context.now) });

const effects: Record<string, Effect> = {
  accept: (record, _input, context) => changed(record, null, { acceptedOn: localDay(context.now) }),

  reassign: (record, input) => ({
    data: record.data,
    envelope: { ownerOrg: String(input.inputs.toUnit) },
  }),

  transfer: verified('transfer'),
  fileCase: verified('case'),
  orderRectification: verified('rectify'),
  findUnfounded: verified('unfounded'),

  reportBack: (record, input, context) =>
    changed(record, input, { reportedOn: leadOf(record).reportedOn ?? localDay(context.now) }),

  close: (record, input, context) => changed(record, input, { closedOn: localDay(context.now) }),

  returnFindings: (record) => changed(record, null, { disposal: undefined, verifiedOn: undefined }),
};

const guards: NonNullable<RegistryRules['guards']> = {
  toAnother(record, input) {
    return input.inputs.toOrg === record.ownerOrg
      ? [problem('inputs.toOrg', 'own-unit', '转办单位不能是本单位', 'it cannot be passed on to itself')]
      : [];
  },

  dueAhead(_record, input, context) {
    const due = input.inputs.rectifyDue;
    return typeof due === 'string' && due < localDay(context.now)
      ? [problem('inputs.rectifyDue', 'past', '整改期限已过', 'the day is past already')]
      : [];
  },

  resultKnown(record, input) {
    if (record.state === 'transferred') {
      return leadOf(record).reportedOn === undefined
        ? [problem('', 'no-report', '转办单位尚未反馈', 'the unit has not reported back')]
        : [];
    }
    return (input.inputs.result ?? leadOf(record).result) === undefined
      ? [problem('inputs.result', 'required', '须填写处理结果', 'the result is required')]
      : [];
  },
};

/** The unit that a lead was passed on to shares it. */
function derive(record: RegistryRecord): EffectResult {
  const { toOrg } = leadOf(record);
  return {
    data: record.data,
    envelope: { coOrgs: toOrg === undefined || toOrg === record.ownerOrg ? [] : [toOrg] },
  };
}

/** The rules of the registry of leads, but for its light. */
export const rules: RegistryRules = {
  guards,
  effects,
  derive,
  duties: {
    resultOutstanding: (record) => leadOf(record).reportedOn === undefined,
    mayClose: (record) => record.state !== 'transferred' || leadOf(record).reportedOn !== undefined,
  },
  indicators: indicatorRules,
};
