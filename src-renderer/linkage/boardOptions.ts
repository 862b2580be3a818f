import type { EChartsCoreOption } from 'echarts/core'
import type { BoardRow } from '../../src-shared/linkage/board.ts'
import type { ChartLook } from '../figures/trendOptions.ts'

/** Numbers on the columns; a nought has neither, so that what there is can be read. */
const labelOf = (look: ChartLook, isSideways: boolean) => ({
  show: true,
  position: isSideways ? 'right' : 'top',
  color: look.text,
  fontSize: 12,
})

/**
 * Columns (or bars, the first line on top) of one part of the board, a pattern of its own for each series, so that they can
 * be told apart without colours.
 */
export function boardOption(
  rows: readonly BoardRow[],
  series: readonly string[],
  isSideways: boolean,
  look: ChartLook,
): EChartsCoreOption {
  const colours = [look.first, look.second, look.third, look.fourth]
  const lines = { axisLine: { lineStyle: { color: look.line } }, splitLine: { lineStyle: { color: look.line } } }
  const names = {
    type: 'category',
    data: rows.map(({ title }) => title),
    inverse: isSideways,
    axisLabel: {
      color: look.text,
      interval: 0,
      ...(isSideways
        ? {}
        : rows.length > 8
          ? { rotate: 45, fontSize: 12, width: 96, overflow: 'truncate' }
          : { width: 62, overflow: 'break' }),
    },
    ...lines,
  }
  const numbers = { type: 'value', minInterval: 1, axisLabel: { color: look.text }, ...lines }
  return {
    textStyle: { color: look.text, fontFamily: look.font },
    animation: false,
    aria: { enabled: true, decal: { show: true } },
    tooltip: { trigger: 'axis', renderMode: 'richText', confine: true },
    legend: { show: series.length > 1, top: 0, textStyle: { color: look.text } },
    grid: { left: 8, right: isSideways ? 48 : 12, top: series.length > 1 ? 34 : 20, bottom: 8, containLabel: true },
    xAxis: isSideways ? numbers : names,
    yAxis: isSideways ? names : numbers,
    series: series.map((name, at) => ({
      name,
      type: 'bar',
      barGap: '5%',
      data: rows.map(({ values }) => values[at] || '-'),
      itemStyle: { color: colours[at], borderColor: look.text, borderWidth: 0.5 },
      label: labelOf(look, isSideways),
      cursor: 'pointer',
    })),
  }
}
