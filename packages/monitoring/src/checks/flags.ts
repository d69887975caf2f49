/**
 * What a machine check found in an hour. `neighbour`: it jumped and its neighbours did not; `marked`: instrument or
 * enterprise marked the hour; `mark-clash`: a mark contradicts another mark or the values; `copied-hour`: every
 * factor repeats the hour before; `copied-site`: a row of hours repeats a neighbour's.
 */
export type FlagKind =
  | 'missing'
  | 'constant'
  | 'jump'
  | 'neighbour'
  | 'negative'
  | 'range'
  | 'flow'
  | 'marked'
  | 'mark-clash'
  | 'copied-hour'
  | 'copied-site';

/** A sentence in both languages of the interface. */
export interface CheckText {
  zh: string;
  en: string;
}

/** Names of the flags, in the order in which they are shown. */
export const flagWords: Readonly<Record<FlagKind, CheckText>> = {
  jump: { zh: '突变', en: 'Jump' },
  neighbour: { zh: '邻站不符', en: 'Unlike neighbours' },
  missing: { zh: '缺失', en: 'Missing' },
  constant: { zh: '恒值', en: 'Constant' },
  negative: { zh: '负值', en: 'Negative' },
  range: { zh: '超量程', en: 'Out of range' },
  flow: { zh: '流量相悖', en: 'Flow clash' },
  marked: { zh: '有标记', en: 'Marked' },
  'mark-clash': { zh: '标记相悖', en: 'Mark clash' },
  'copied-hour': { zh: '照抄邻时', en: 'Copied hour' },
  'copied-site': { zh: '照抄邻站', en: 'Copied site' },
};

/** All kinds in the order in which they are shown. */
export const flagKinds = Object.keys(flagWords) as FlagKind[];

/** One reason why an hour needs a person. */
export interface HourFlag {
  kind: FlagKind;
  /** One sentence with the figures and the threshold that was used. */
  text: CheckText;
}

/** An hour with its flags: a set, at most one of each kind, in the order of {@link flagKinds}. */
export interface FlaggedHour {
  siteId: number;
  factor: string;
  /** 1 to 24, named by its end. */
  hour: number;
  flags: HourFlag[];
}
