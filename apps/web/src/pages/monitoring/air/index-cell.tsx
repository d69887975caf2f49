import { Aqi } from '../../../ui/aqi.tsx';
import { LightMark } from '../../../ui/light.tsx';
import type { AirFigure, AirIndex } from './queries.ts';
import { useAirTexts } from './texts.ts';

/** An index with its word, or the ring and why there is none. */
export function IndexCell({ index, reason = false }: { index: AirIndex; reason?: boolean }) {
  const { t, local } = useAirTexts();
  if (index.value !== null && index.level !== null) return <Aqi level={index.level} value={index.value} />;
  return (
    <span className="lt x air-why">
      <LightMark kind="grey" />
      {reason && index.reason ? local(index.reason) : `${t.noIndex}（${t.state[index.state]}）`}
    </span>
  );
}

/** A concentration, or the word of its state. */
export function FigureCell({ figure }: { figure: AirFigure | undefined }) {
  const { t, local } = useAirTexts();
  if (!figure) return <span className="t3">—</span>;
  if (figure.value !== null) return figure.value;
  return (
    <span className="t3">
      {t.state[figure.state]}
      {figure.reason && <span className="vh">{local(figure.reason)}</span>}
    </span>
  );
}
