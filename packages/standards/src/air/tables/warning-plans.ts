import type { Edition } from '../../edition.ts';

/** Colours of a heavy-pollution warning, lowest first. */
export type WarningColour = 'blue' | 'yellow' | 'orange' | 'red';

/** The daily AQI stays above a value for a time. */
export interface WarningCondition {
  readonly above: number;
  readonly hours: number;
}

/** A level is reached when all conditions of one of its alternatives hold within one episode. */
export interface WarningPlanLevel {
  readonly colour: WarningColour;
  readonly anyOf: readonly (readonly WarningCondition[])[];
}

/**
 * Thresholds of a plan. They are configuration: a district edits its own, the mark tells how well these are known.
 */
export interface WarningPlan extends Edition {
  /** Lowest first. */
  readonly levels: readonly WarningPlanLevel[];
  /** Whether an episode that ozone dominates raises a coloured warning. */
  readonly ozoneRaisesWarning: boolean;
}

/** National guidance of 2017/2018, as described in ministry slides. */
export const WARNING_PLAN_2018: WarningPlan = {
  id: '2018 guidance',
  title: '重污染天气预警分级标准（环办大气函〔2018〕875号）',
  effectiveFrom: '2018-01-01',
  supersededOn: '2024-01-01',
  clause: '环办大气函〔2018〕875号',
  mark: 'single source',
  note: 'days of validity recall',
  levels: [
    { colour: 'yellow', anyOf: [[{ above: 200, hours: 48 }]] },
    { colour: 'orange', anyOf: [[{ above: 200, hours: 72 }]] },
    {
      colour: 'red',
      anyOf: [
        [
          { above: 200, hours: 96 },
          { above: 300, hours: 48 },
        ],
        [{ above: 499, hours: 24 }],
      ],
    },
  ],
  ozoneRaisesWarning: true,
};

/** National guidance of 2024. */
export const WARNING_PLAN_2024: WarningPlan = {
  id: '2024 guidance',
  title: '关于进一步优化重污染天气应对机制的指导意见（环大气〔2024〕6号）',
  effectiveFrom: '2024-01-01',
  clause: '环大气〔2024〕6号',
  mark: 'single source',
  note: 'figures through the Chengdu plan; the national text was not read',
  levels: [
    { colour: 'yellow', anyOf: [[{ above: 200, hours: 24 }], [{ above: 150, hours: 48 }]] },
    { colour: 'orange', anyOf: [[{ above: 200, hours: 48 }], [{ above: 150, hours: 72 }]] },
    {
      colour: 'red',
      anyOf: [
        [
          { above: 200, hours: 72 },
          { above: 300, hours: 24 },
        ],
      ],
    },
  ],
  ozoneRaisesWarning: false,
};

/** Shanghai's plan of 2014. The thresholds of the plan of 2024-02 were not found. */
export const WARNING_PLAN_SHANGHAI_2014: WarningPlan = {
  id: 'Shanghai 2014 plan',
  title: '上海市空气重污染专项应急预案',
  effectiveFrom: '2014-01-01',
  supersededOn: '2024-02-01',
  clause: '上海市空气重污染专项应急预案（2014）',
  mark: 'single source',
  note: 'replaced in 2024-02 by a plan whose thresholds were not found; days of validity recall',
  levels: [
    { colour: 'blue', anyOf: [[{ above: 200, hours: 24 }]] },
    { colour: 'yellow', anyOf: [[{ above: 200, hours: 48 }]] },
    { colour: 'orange', anyOf: [[{ above: 300, hours: 24 }]] },
    { colour: 'red', anyOf: [[{ above: 450, hours: 24 }]] },
  ],
  ozoneRaisesWarning: true,
};

/** The plans known here, to start an editable configuration from. */
export const WARNING_PLANS: readonly WarningPlan[] = [
  WARNING_PLAN_2024,
  WARNING_PLAN_2018,
  WARNING_PLAN_SHANGHAI_2014,
];
