import type { Answer } from '@huanzhi/contract';
import { useWaterTexts } from './texts.ts';

/** Figures of a report: value, formula and months that each is made of. */
export function FiguresTable({
  figures,
  name,
}: {
  figures: Answer<'issuedReport'>['figures'];
  name?: string;
}) {
  const texts = useWaterTexts();
  return (
    <table className="tb num">
      {name !== undefined && <caption className="vh">{name}</caption>}
      <thead>
        <tr>
          <th scope="col">{texts.figure}</th>
          <th scope="col">{texts.value}</th>
          <th scope="col">{texts.formula}</th>
          <th scope="col">{texts.period}</th>
        </tr>
      </thead>
      <tbody>
        {figures.map((one) => (
          <tr key={one.name}>
            <td>{one.name}</td>
            <td>{one.value === null ? `无数据（${one.missing}）` : `${one.value}${one.unit}`}</td>
            <td className="s t2">{one.formula}</td>
            <td className="s t2 nw">{one.period}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
