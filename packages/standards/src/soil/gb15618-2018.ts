import type { Edition } from '../edition.ts';

/** Heavy metals of GB 15618-2018 tables 1 and 3. */
export type FarmlandMetal = 'Cd' | 'Hg' | 'As' | 'Pb' | 'Cr' | 'Cu' | 'Ni' | 'Zn';

/** 水田 paddy, 果园 orchard, 其他 other; `rotation` (水旱轮作) takes the stricter of paddy and other. */
export type FarmlandUse = 'paddy' | 'orchard' | 'other' | 'rotation';

/** Figures in mg/kg for the four pH bands <= 5.5, <= 6.5, <= 7.5, above. */
export type ByPh = readonly [string, string, string, string];

/** One metal: screening values by use, and the control value where there is one. */
export interface FarmlandMetalRow {
  readonly name: string;
  /** `other` serves every use without a row of its own. */
  readonly screening: { readonly other: ByPh; readonly paddy?: ByPh; readonly orchard?: ByPh };
  /** 铜、镍、锌 have none: they can never be high risk. */
  readonly control?: ByPh;
}

/** GB 15618 of one edition. */
export interface FarmlandEdition extends Edition {
  /** Upper bounds of the first three pH bands, inclusive. */
  readonly phBands: readonly [string, string, string];
  readonly metals: Readonly<Record<FarmlandMetal, FarmlandMetalRow>>;
  /** Table 2: other items with one screening value, mg/kg. */
  readonly others: Readonly<Record<string, string>>;
}

/** Editions of GB 15618; metals verified, the three other items recall. */
export const GB15618_EDITIONS: readonly FarmlandEdition[] = [
  {
    id: 'GB 15618-2018',
    title: '土壤环境质量 农用地土壤污染风险管控标准（试行）',
    effectiveFrom: '2018-08-01',
    clause: 'tables 1, 2 and 3',
    mark: 'verified',
    note: 'table 2 recall',
    phBands: ['5.5', '6.5', '7.5'],
    metals: {
      Cd: {
        name: '镉',
        screening: {
          paddy: ['0.3', '0.4', '0.6', '0.8'],
          other: ['0.3', '0.3', '0.3', '0.6'],
        },
        control: ['1.5', '2', '3', '4'],
      },
      Hg: {
        name: '汞',
        screening: {
          paddy: ['0.5', '0.5', '0.6', '1'],
          other: ['1.3', '1.8', '2.4', '3.4'],
        },
        control: ['2', '2.5', '4', '6'],
      },
      As: {
        name: '砷',
        screening: {
          paddy: ['30', '30', '25', '20'],
          other: ['40', '40', '30', '25'],
        },
        control: ['200', '150', '120', '100'],
      },
      Pb: {
        name: '铅',
        screening: {
          paddy: ['80', '100', '140', '240'],
          other: ['70', '90', '120', '170'],
        },
        control: ['400', '500', '700', '1000'],
      },
      Cr: {
        name: '铬',
        screening: {
          paddy: ['250', '250', '300', '350'],
          other: ['150', '150', '200', '250'],
        },
        control: ['800', '850', '1000', '1300'],
      },
      Cu: {
        name: '铜',
        screening: {
          orchard: ['150', '150', '200', '200'],
          other: ['50', '50', '100', '100'],
        },
      },
      Ni: {
        name: '镍',
        screening: {
          other: ['60', '70', '100', '190'],
        },
      },
      Zn: {
        name: '锌',
        screening: {
          other: ['200', '200', '250', '300'],
        },
      },
    },
    others: { 六六六总量: '0.10', 滴滴涕总量: '0.10', '苯并[a]芘': '0.55' },
  },
];
