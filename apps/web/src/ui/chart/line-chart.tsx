import { CustomChart, LineChart } from 'echarts/charts';
import { GridComponent, MarkAreaComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useTheme } from '../../theme/mode.ts';
import { chartOption } from './chart-option.ts';
import type { ChartData } from './types.ts';
import './chart.css';

use([LineChart, CustomChart, GridComponent, MarkAreaComponent, TooltipComponent, LabelLayout, SVGRenderer]);

/** The drawing; `ChartFrame` puts the table and the downloads beside it. */
export default function LineDrawing({
  data,
  label,
  height,
  showRaw,
}: {
  data: ChartData;
  label: string;
  height: number;
  showRaw: boolean;
}) {
  const box = useRef<HTMLDivElement>(null);
  const { mode } = useTheme();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is read from the CSS variables
  useEffect(() => {
    const node = box.current;
    if (!node) return;
    const style = getComputedStyle(document.documentElement);
    const chart = init(node, null, { renderer: 'svg' });
    chart.setOption(chartOption(data, (name) => style.getPropertyValue(name).trim(), showRaw));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(node);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [data, showRaw, mode]);
  return <div ref={box} className="chart-box" role="img" aria-label={label} style={{ height }} />;
}
