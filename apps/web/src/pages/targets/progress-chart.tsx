import { CustomChart, LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useMemo, useRef } from 'react';
import { useTheme } from '../../theme/mode.ts';
import { progressOption } from './progress-option.ts';
import { pictureOf } from './progress-picture.ts';
import type { Progress } from './queries.ts';
import { useTargetTexts } from './texts.ts';

use([LineChart, CustomChart, GridComponent, MarkLineComponent, SVGRenderer]);

/** The year of a bound target: months, the year so far, what is required, projection with band, headroom. */
export default function ProgressChart({
  progress,
  label,
  height = 226,
}: {
  progress: Progress;
  /** The conclusion, for who does not see the drawing. */
  label: string;
  height?: number;
}) {
  const box = useRef<HTMLDivElement>(null);
  const { mode } = useTheme();
  const { t } = useTargetTexts();
  const picture = useMemo(() => pictureOf(progress), [progress]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is read from the CSS variables
  useEffect(() => {
    const node = box.current;
    if (!node) return;
    const style = getComputedStyle(document.documentElement);
    const chart = init(node, null, { renderer: 'svg' });
    chart.setOption(progressOption(progress, picture, t, (name) => style.getPropertyValue(name).trim()));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(node);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [progress, picture, mode, t]);
  const has = { ...picture, bars: picture.bars.length > 0 };
  return (
    <>
      <div ref={box} role="img" aria-label={label} style={{ height }} />
      <div className="target-legend s t2" aria-hidden="true">
        {has.bars && <span className="key key-bar">{t.legend.months}</span>}
        <span className="key key-line">{has.kind === 'days' ? t.legend.used : t.legend.line}</span>
        {has.projection && <span className="key key-dash">{t.legend.projection}</span>}
        {has.room && <span className="key key-room">{t.legend.headroom}</span>}
        {has.past !== null && <span className="key key-past">{t.legend.past}</span>}
      </div>
    </>
  );
}
