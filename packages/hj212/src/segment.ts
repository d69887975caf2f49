/** The header fields of a data segment, as sent. Absent fields are null; an empty field is ''. */
export interface SegmentHeader {
  qn: string | null;
  st: string | null;
  cn: string | null;
  pw: string | null;
  mn: string | null;
  /** 0 … 255, or null when absent or no number. */
  flag: number | null;
  /** Number of packets and number of this packet, when split. */
  pnum: number | null;
  pno: number | null;
  /** HJ 212-2025 (single source): data sent again after an interruption. */
  resent: boolean;
}

export type SegmentRepair =
  | 'header-case'
  | 'header-stray-characters'
  | 'cp-unclosed'
  | 'cp-spaces'
  | 'flag-without-code'
  | 'factor-repeated'
  | 'comma-between-factors'
  | 'suffix-case'
  | 'suffix-unknown'
  | 'data-time-milliseconds'
  | 'text-gb18030';

/** Edition by the version bits of `Flag`: no Flag or 0 → 2005, 1 → 2017, 2 → 2025. Configuration may say otherwise. */
export type Edition = '2005' | '2017' | '2025';

/** One factor of a data area: what was said of one code. Numbers stay as sent (exact decimals). */
export interface FactorValue {
  code: string;
  /** Suffix → value, e.g. `{ Rtd: '12.30', Flag: 'N' }`; suffixes in the standard's spelling. */
  fields: Record<string, string>;
}

export interface Segment {
  header: SegmentHeader;
  edition: Edition;
  /** Bit 0 of Flag: an answer is wanted. */
  wantsAnswer: boolean;
  /** Keys without a code, in order: `DataTime`, `PolId`, `QnRtn` … */
  params: [key: string, value: string][];
  factors: FactorValue[];
  /** `YYYYMMDDhhmmss` of `DataTime`, or null. */
  dataTime: string | null;
  /** Header fields of no edition, kept. */
  extra: [key: string, value: string][];
}

/** The edition that the version bits announce (HJ 212-2017 §6.3.3; 2025 Appendix A). */
export function editionOf(flag: number | null): Edition {
  const version = (flag ?? 0) >> 2;
  return version === 0 ? '2005' : version === 1 ? '2017' : '2025';
}
