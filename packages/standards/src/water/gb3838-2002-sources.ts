import type { Edition } from '../edition.ts';

/** One item of GB 3838-2002 table 2 or 3; limits in mg/L, inclusive. */
export interface DrinkingSourceItem {
  /** Number in its table. */
  readonly no: number;
  readonly name: string;
  readonly limit: string;
  /** Which isomers are summed, where the table says so. */
  readonly sumOf?: string;
}

/** The tables for centralised drinking-water sources. */
export interface DrinkingSourceTables extends Edition {
  /** Table 2, five items, always judged. */
  readonly supplementary: readonly DrinkingSourceItem[];
  /** Table 3, eighty items, of which the county or a higher department picks. */
  readonly specific: readonly DrinkingSourceItem[];
}

function rows(text: string): DrinkingSourceItem[] {
  return text
    .trim()
    .split('\n')
    .map((line, index) => {
      const [name = '', limit = '', sumOf] = line.trim().split(' ');
      return { no: index + 1, name, limit, ...(sumOf === undefined ? {} : { sumOf }) };
    });
}

/**
 * Limits for centralised drinking-water sources.
 * Source: GB 3838-2002 tables 2 and 3 (clause 4, 标准值).
 */
export const GB3838_DRINKING_SOURCE: DrinkingSourceTables = /* @__PURE__ */ (() => ({
  id: 'GB 3838-2002 tables 2-3',
  title: '地表水环境质量标准 集中式生活饮用水地表水源地项目标准限值',
  effectiveFrom: '2002-06-01',
  clause: 'tables 2 and 3',
  mark: 'verified' as const,
  supplementary: rows(`
硫酸盐(以SO4²⁻计) 250
氯化物(以Cl-计) 250
硝酸盐(以N计) 10
铁 0.3
锰 0.1
`),
  specific: rows(`
三氯甲烷 0.06
四氯化碳 0.002
三溴甲烷 0.1
二氯甲烷 0.02
1,2-二氯乙烷 0.03
环氧氯丙烷 0.02
氯乙烯 0.005
1,1-二氯乙烯 0.03
1,2-二氯乙烯 0.05
三氯乙烯 0.07
四氯乙烯 0.04
氯丁二烯 0.002
六氯丁二烯 0.0006
苯乙烯 0.02
甲醛 0.9
乙醛 0.05
丙烯醛 0.1
三氯乙醛 0.01
苯 0.01
甲苯 0.7
乙苯 0.3
二甲苯 0.5 对二甲苯、间二甲苯、邻二甲苯
异丙苯 0.25
氯苯 0.3
1,2-二氯苯 1
1,4-二氯苯 0.3
三氯苯 0.02 1,2,3-三氯苯、1,2,4-三氯苯、1,3,5-三氯苯
四氯苯 0.02 1,2,3,4-四氯苯、1,2,3,5-四氯苯、1,2,4,5-四氯苯
六氯苯 0.05
硝基苯 0.017
二硝基苯 0.5 对二硝基苯、间二硝基苯、邻二硝基苯
2,4-二硝基甲苯 0.0003
2,4,6-三硝基甲苯 0.5
硝基氯苯 0.05 对硝基氯苯、间硝基氯苯、邻硝基氯苯
2,4-二硝基氯苯 0.5
2,4-二氯苯酚 0.093
2,4,6-三氯苯酚 0.2
五氯酚 0.009
苯胺 0.1
联苯胺 0.0002
丙烯酰胺 0.0005
丙烯腈 0.1
邻苯二甲酸二丁酯 0.003
邻苯二甲酸二(2-乙基己基)酯 0.008
水合肼 0.01
四乙基铅 0.0001
吡啶 0.2
松节油 0.2
苦味酸 0.5
丁基黄原酸 0.005
活性氯 0.01
滴滴涕 0.001
林丹 0.002
环氧七氯 0.0002
对硫磷 0.003
甲基对硫磷 0.002
马拉硫磷 0.05
乐果 0.08
敌敌畏 0.05
敌百虫 0.05
内吸磷 0.03
百菌清 0.01
甲萘威 0.05
溴氰菊酯 0.02
阿特拉津 0.003
苯并(a)芘 0.0000028
甲基汞 0.000001
多氯联苯 0.00002 PCB-1016、PCB-1221、PCB-1232、PCB-1242、PCB-1248、PCB-1254、PCB-1260
微囊藻毒素-LR 0.001
黄磷 0.003
钼 0.07
钴 1
铍 0.002
硼 0.5
锑 0.005
镍 0.02
钡 0.7
钒 0.05
钛 0.1
铊 0.0001
`),
}))();
