import type { Edition } from '../edition.ts';

/** 第一类用地 (housing, schools, hospitals, welfare, community parks) and 第二类用地 (the rest). */
export type LandClass = 'class1' | 'class2';

/** One item of GB 36600-2018; figures in mg/kg (二噁英类 in mg TEQ/kg). */
export interface ConstructionSoilItem {
  /** 1: basic, all to be tested; 2: other, picked for the site. */
  readonly table: 1 | 2;
  readonly no: number;
  readonly name: string;
  /** CAS number; empty for sums without one. */
  readonly cas: string;
  readonly screening: Readonly<Record<LandClass, string>>;
  readonly intervention: Readonly<Record<LandClass, string>>;
  /** 砷、钴、钒: above screening but not above the regional background is no contamination (annex A). */
  readonly backgroundException: boolean;
}

/** GB 36600 of one edition. */
export interface ConstructionSoilEdition extends Edition {
  readonly items: readonly ConstructionSoilItem[];
}

/** One line an item: name|CAS|screening 1, 2, intervention 1, 2|background. */
function rows(table: 1 | 2, text: string): ConstructionSoilItem[] {
  return text
    .trim()
    .split('\n')
    .map((line, index) => {
      const [name = '', cas = '', figures = '', background] = line.split('|');
      const [s1 = '', s2 = '', i1 = '', i2 = ''] = figures.split(' ');
      return {
        table,
        no: index + 1,
        name,
        cas: cas === '-' ? '' : cas,
        screening: { class1: s1, class2: s2 },
        intervention: { class1: i1, class2: i2 },
        backgroundException: background !== undefined,
      };
    });
}

/** Editions of GB 36600; table 1 verified, table 2 from a single source. */
export const GB36600_EDITIONS: readonly ConstructionSoilEdition[] = /* @__PURE__ */ (() => [
  {
    id: 'GB 36600-2018',
    title: '土壤环境质量 建设用地土壤污染风险管控标准（试行）',
    effectiveFrom: '2018-08-01',
    clause: 'tables 1 and 2',
    mark: 'verified' as const,
    note: 'table 1 verified; table 2 (40 items) single source',
    items: [
      ...rows(
        1,
        `
砷|7440-38-2|20 60 120 140|background
镉|7440-43-9|20 65 47 172
铬（六价）|18540-29-9|3 5.7 30 78
铜|7440-50-8|2000 18000 8000 36000
铅|7439-92-1|400 800 800 2500
汞|7439-97-6|8 38 33 82
镍|7440-02-0|150 900 600 2000
四氯化碳|56-23-5|0.9 2.8 9 36
氯仿|67-66-3|0.3 0.9 5 10
氯甲烷|74-87-3|12 37 21 120
1,1-二氯乙烷|75-34-3|3 9 20 100
1,2-二氯乙烷|107-06-2|0.52 5 6 21
1,1-二氯乙烯|75-35-4|12 66 40 200
顺-1,2-二氯乙烯|156-59-2|66 596 200 2000
反-1,2-二氯乙烯|156-60-5|10 54 31 163
二氯甲烷|75-09-2|94 616 300 2000
1,2-二氯丙烷|78-87-5|1 5 5 47
1,1,1,2-四氯乙烷|630-20-6|2.6 10 26 100
1,1,2,2-四氯乙烷|79-34-5|1.6 6.8 14 50
四氯乙烯|127-18-4|11 53 34 183
1,1,1-三氯乙烷|71-55-6|701 840 840 840
1,1,2-三氯乙烷|79-00-5|0.6 2.8 5 15
三氯乙烯|79-01-6|0.7 2.8 7 20
1,2,3-三氯丙烷|96-18-4|0.05 0.5 0.5 5
氯乙烯|75-01-4|0.12 0.43 1.2 4.3
苯|71-43-2|1 4 10 40
氯苯|108-90-7|68 270 200 1000
1,2-二氯苯|95-50-1|560 560 560 560
1,4-二氯苯|106-46-7|5.6 20 56 200
乙苯|100-41-4|7.2 28 72 280
苯乙烯|100-42-5|1290 1290 1290 1290
甲苯|108-88-3|1200 1200 1200 1200
间二甲苯+对二甲苯|108-38-3,106-42-3|163 570 500 570
邻二甲苯|95-47-6|222 640 640 640
硝基苯|98-95-3|34 76 190 760
苯胺|62-53-3|92 260 211 663
2-氯酚|95-57-8|250 2256 500 4500
苯并[a]蒽|56-55-3|5.5 15 55 151
苯并[a]芘|50-32-8|0.55 1.5 5.5 15
苯并[b]荧蒽|205-99-2|5.5 15 55 151
苯并[k]荧蒽|207-08-9|55 151 550 1500
䓛|218-01-9|490 1293 4900 12900
二苯并[a,h]蒽|53-70-3|0.55 1.5 5.5 15
茚并[1,2,3-cd]芘|193-39-5|5.5 15 55 151
萘|91-20-3|25 70 255 700
`,
      ),
      ...rows(
        2,
        `
锑|7440-36-0|20 180 40 360
铍|7440-41-7|15 29 98 290
钴|7440-48-4|20 70 190 350|background
甲基汞|22967-92-6|5 45 10 120
钒|7440-62-2|165 752 330 1500|background
氰化物|57-12-5|22 135 44 270
一溴二氯甲烷|75-27-4|0.29 1.2 2.9 12
溴仿|75-25-2|32 103 320 1030
二溴氯甲烷|124-48-1|9.3 33 93 330
1,2-二溴乙烷|106-93-4|0.07 0.24 0.7 2.4
六氯环戊二烯|77-47-4|1.1 5.2 2.3 10
2,4-二硝基甲苯|121-14-2|1.8 5.2 18 52
2,4-二氯酚|120-83-2|117 843 234 1690
2,4,6-三氯酚|88-06-2|39 137 78 560
2,4-二硝基酚|51-28-5|78 562 156 1130
五氯酚|87-86-5|1.1 2.7 12 27
邻苯二甲酸二(2-乙基己基)酯|117-81-7|42 121 420 1210
邻苯二甲酸丁基苄酯|85-68-7|312 900 3120 9000
邻苯二甲酸二正辛酯|117-84-0|390 2812 800 5700
3,3'-二氯联苯胺|91-94-1|1.3 3.6 13 36
阿特拉津|1912-24-9|2.6 7.4 26 74
氯丹|12789-03-6|2 6.2 20 62
p,p'-滴滴滴|72-54-8|2.5 7.1 25 71
p,p'-滴滴伊|72-55-9|2 7 20 70
滴滴涕|50-29-3|2 6.7 21 67
敌敌畏|62-73-7|1.8 5 18 50
乐果|60-51-5|86 619 170 1240
硫丹|115-29-7|234 1687 470 3400
七氯|76-44-8|0.13 0.37 1.3 3.7
α-六六六|319-84-6|0.09 0.3 0.9 3
β-六六六|319-85-7|0.32 0.92 3.2 9.2
γ-六六六|58-89-9|0.62 1.9 6.2 19
六氯苯|118-74-1|0.33 1 3.3 10
灭蚁灵|2385-85-5|0.03 0.09 0.3 0.9
多氯联苯（总量）|-|0.14 0.38 1.4 3.8
3,3',4,4',5-五氯联苯（PCB 126）|57465-28-8|0.00004 0.0001 0.0004 0.001
3,3',4,4',5,5'-六氯联苯（PCB 169）|32774-16-6|0.0001 0.0004 0.001 0.004
二噁英类（总毒性当量）|-|0.00001 0.00004 0.0001 0.0004
多溴联苯（总量）|-|0.02 0.06 0.2 0.6
石油烃（C10-C40）|-|826 4500 5000 9000
`,
      ),
    ],
  },
])();
