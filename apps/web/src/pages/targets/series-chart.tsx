import { LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { limitOf, requirement, type Target } from '../../lib/target-text.ts';
import { useLocal } from '../../lib/use-local.ts';
import { useTheme } from '../../theme/mode.ts';

use([LineChart, GridComponent, MarkLineComponent, SVGRenderer]);

/** The values of a target over time with the required value; the table under it holds the same data. */
export default function SeriesChart({ target }: { target: Target }) {
  const { t } = useTranslation();
  const { local } = useLocal();
  const { mode } = useTheme();
  const box = useRef<HTMLDivElement>(null);
  const required = t('targets.required', { text: requirement(target) });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is read from the CSS variables
  useEffect(() => {
    const node = box.current;
    if (!node) return;
    const style = getComputedStyle(document.documentElement);
    const color = (name: string) => style.getPropertyValue(name).trim();
    const chart = init(node, null, { renderer: 'svg' });
    const limit = limitOf(target);
    const text = { color: color('--text-3'), fontSize: 11 };
    chart.setOption({
      animation: false,
      grid: { left: 48, right: 24, top: 24, bottom: 28 },
      xAxis: {
        type: 'time',
        axisLabel: { ...text, hideOverlap: true },
        axisLine: { lineStyle: { color: color('--line-strong') } },
      },
      yAxis: {
        type: 'value',
        scale: true,
        // The required value belongs into the picture even when no value came near it.
        ...(limit === null
          ? {}
          : {
              min: (range: { min: number }) => Math.floor(Math.min(range.min, limit)),
              max: (range: { max: number }) => Math.ceil(Math.max(range.max, limit)),
            }),
        axisLabel: text,
        splitNumber: 4,
        splitLine: { lineStyle: { color: color('--c-grid') } },
      },
      series: [
        {
          type: 'line',
          data: target.series.map((point) => [point.asOf, point.value]),
          lineStyle: { color: color('--c1'), width: 2 },
          itemStyle: { color: color('--c1') },
          symbolSize: 6,
          ...(limit === null
            ? {}
            : {
                markLine: {
                  silent: true,
                  symbol: 'none',
                  data: [{ yAxis: limit }],
                  lineStyle: { color: color('--c-target'), width: 1.5, type: [8, 3, 2, 3] },
                  label: {
                    formatter: required,
                    position: 'insideStartTop',
                    color: color('--c-target'),
                    fontSize: 11,
                  },
                },
              }),
        },
      ],
    });
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(node);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [target, required, mode]);
  return (
    <figure>
      <div
        ref={box}
        role="img"
        aria-label={`${target.name}　${local(target.reason)}`}
        style={{ height: 226 }}
      />
      <figcaption className="s t3">{t('targets.axisNote')}</figcaption>
    </figure>
  );
}
