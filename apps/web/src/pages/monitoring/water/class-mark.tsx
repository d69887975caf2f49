import type { MonthCell, WaterClass } from './queries.ts';

const numerals: Record<WaterClass, string> = {
  I: 'Ⅰ',
  II: 'Ⅱ',
  III: 'Ⅲ',
  IV: 'Ⅳ',
  V: 'Ⅴ',
  V_INFERIOR: '劣Ⅴ',
};

export const classes = Object.keys(numerals) as WaterClass[];

/** `Ⅲ`; a dash for none. */
export const numeral = (cls: WaterClass | null): string => (cls === null ? '—' : numerals[cls]);

/** A class: swatch and numeral together, always. */
export function ClassMark({ cls }: { cls: WaterClass }) {
  return (
    <span className="wq">
      <i className={`wq-${cls}`} aria-hidden="true" />
      {numerals[cls]}
    </span>
  );
}

/** A month of the matrix: class, gap with its reason, or nothing yet. */
export function MonthMark({
  cell,
  words,
}: {
  cell: MonthCell;
  words: { none: string; tentative: string; reason: string };
}) {
  if (cell.cls === null)
    return cell.state === 'none' ? (
      <td className="m n" title={words.reason}>
        <span className="vh">{words.reason} </span>
        <span aria-hidden="true">无</span>
      </td>
    ) : (
      <td className="m f" />
    );
  return (
    <td
      className={`m${cell.meets === false ? ' o' : ''}${cell.tentative ? ' f' : ''}`}
      title={cell.tentative ? words.tentative : undefined}
    >
      <ClassMark cls={cell.cls} />
      {cell.tentative && <span className="vh"> {words.tentative}</span>}
    </td>
  );
}
