import { useQuery } from '@tanstack/react-query';
import { LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useUrlQuery } from '../../../lib/url-query.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { useTheme } from '../../../theme/mode.ts';
import { Panel } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { ErrorNotice, Loading } from '../../../ui/states.tsx';
import { type SectionPage, seriesQuery } from './queries.ts';
import { useWaterTexts } from './texts.ts';

use([LineChart, GridComponent, MarkLineComponent, SVGRenderer]);

/** Last day of a month, `YYYY-MM-DD`. */
const lastDay = (month: string): string => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
};

/** Hours or days of one item with the limit of the target; gaps stay gaps, the table says why. */
export default function SeriesPanel({ page }: { page: SectionPage }) {
  const texts = useWaterTexts();
  const { local } = useLocal();
  const { mode } = useTheme();
  const [query, change] = useUrlQuery();
  const box = useRef<HTMLDivElement>(null);
  const item = page.items.find((one) => one.factor === query.factor) ?? page.items[0];
  const step = query.step === 'hour' ? 'hour' : 'day';
  const year = page.month.slice(0, 4);
  const span =
    step === 'hour'
      ? { from: `${page.month}-01`, to: lastDay(page.month) }
      : { from: `${year}-01-01`, to: `${year}-12-31` };
  const { data, error } = useQuery({
    ...seriesQuery(page.section.id, { factor: item?.factor ?? '', step, ...span }),
    enabled: item !== undefined,
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is read from the CSS variables
  useEffect(() => {
    const node = box.current;
    if (!node || !data) return;
    const style = getComputedStyle(document.documentElement);
    const color = (name: string) => style.getPropertyValue(name).trim();
    const text = { color: color('--text-3'), fontSize: 11 };
    const limit = data.limit?.value ?? null;
    const chart = init(node, null, { renderer: 'svg' });
    chart.setOption({
      animation: false,
      grid: { left: 48, right: 24, top: 24, bottom: 28 },
      xAxis: { type: 'category', data: data.points.map((point) => point.at), axisLabel: text },
      yAxis: {
        type: 'value',
        scale: true,
        axisLabel: text,
        splitLine: { lineStyle: { color: color('--c-grid') } },
        ...(limit === null
          ? {}
          : {
              min: (range: { min: number }) => Math.min(range.min, limit),
              max: (range: { max: number }) => Math.max(range.max, limit),
            }),
      },
      series: [
        {
          type: 'line',
          connectNulls: false,
          showSymbol: true,
          symbolSize: 4,
          data: data.points.map((point) => point.value),
          lineStyle: { color: color('--c1'), width: 1.5 },
          itemStyle: { color: color('--c1') },
          ...(limit === null
            ? {}
            : {
                markLine: {
                  silent: true,
                  symbol: 'none',
                  data: [{ yAxis: limit }],
                  lineStyle: { color: color('--c-target'), width: 1.5, type: [8, 3, 2, 3] },
                  label: {
                    formatter: `${texts.target} ${data.limit?.text}`,
                    position: 'insideStartTop',
                    color: color('--c-target'),
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
  }, [data, mode, texts]);

  if (item === undefined) return null;
  const shown = data?.points.filter((point) => point.state !== 'missing') ?? [];
  return (
    <Panel
      title={`${texts.chart}　${item.name}`}
      note={data?.unit}
      side={
        <span className="row w">
          <label>
            <span className="vh">{texts.item}</span>
            <select
              className="inp"
              value={item.factor}
              onChange={(event) => change({ factor: event.target.value })}
            >
              {page.items.map((one) => (
                <option key={one.factor} value={one.factor}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
          {(['day', 'hour'] as const).map((one) => (
            <button
              key={one}
              type="button"
              className={`chip q${one === step ? ' on' : ''}`}
              aria-pressed={one === step}
              onClick={() => change({ step: one })}
            >
              {one === 'day' ? texts.days : texts.hours}
            </button>
          ))}
        </span>
      }
    >
      {error && <ErrorNotice error={error} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          <div
            ref={box}
            role="img"
            aria-label={`${item.name} ${data.limit ? `${texts.target} ${data.limit.text}` : ''}`}
            style={{ height: 220 }}
          />
          <details className="in s">
            <summary>{texts.value}</summary>
            <div style={{ maxHeight: 320, overflow: 'auto' }} {...scrollRegion(texts.chart)}>
              <table className="tb num">
                <thead>
                  <tr>
                    <th scope="col">{texts.time}</th>
                    <th scope="col" className="r">
                      {texts.value}
                    </th>
                    <th scope="col">{texts.reason}</th>
                  </tr>
                </thead>
                <tbody>
                  {shown.map((point) => (
                    <tr key={point.at}>
                      <td>{point.at.replace('T', ' ')}</td>
                      <td className="r">{point.value ?? texts.noValue}</td>
                      <td>{point.reason ? local(point.reason) : point.reviewed ? texts.reviewed : '—'}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </details>
        </>
      )}
    </Panel>
  );
}
