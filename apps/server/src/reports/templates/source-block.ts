import type { DocxBlock } from './build-docx.ts';

/** How the appendix calls where and when a figure comes from, and the widths of these two columns. */
export interface SourceColumns {
  place: { title: string; share: number };
  period: { title: string; share: number };
}

/** The appendix 数据来源 of a built-in template: its heading and the table of `sourceRows`. */
export function sourceBlocks({ place, period }: SourceColumns): DocxBlock[] {
  return [
    { kind: 'paragraph', text: '附：数据来源', style: 'Heading1' },
    {
      kind: 'table',
      columns: [
        { title: '序号', share: 1 },
        { title: '指标', share: 3 },
        { title: '数值', share: 2.2 },
        { title: '算法', share: 6 },
        place,
        period,
        { title: '页面地址', share: 4 },
      ],
      rows: [['{#数据来源}{序号}', '{指标}', '{数值}', '{算法}', '{点位}', '{期间}', '{地址}{/数据来源}']],
    },
  ];
}
