import type { EChartsCoreOption } from 'echarts/core'
import type { OutputOf } from '../../src-shared/contract.ts'
import type { TrendRule } from '../../src-shared/ledger/definition.ts'

/** Colours and letters of the page, so that a picture follows the theme. */
export interface ChartLook {
  text: string
  line: string
  first: string
  second: string
  third: string
  fourth: string
  font: string
}

const base = (look: ChartLook) => ({
  textStyle: { color: look.text, fontFamily: look.font },
  animation: false,
  // Patterns and symbols carry the difference too, not the colour alone.
  aria: { enabled: true, decal: { show: true } },
  tooltip: { trigger: 'axis', renderMode: 'richText', confine: true },
})
const axis = (look: ChartLook) => ({
  axisLabel: { color: look.text },
  axisLine: { lineStyle: { color: look.line } },
  splitLine: { lineStyle: { color: look.line } },
})

/** Columns for the whole and a line with points for the part of it. */
export function monthsOption(
  months: OutputOf<'figures.trend'>['months'],
  { whole, part }: TrendRule,
  look: ChartLook,
): EChartsCoreOption {
  return {
    ...base(look),
    legend: { top: 0, textStyle: { color: look.text }, data: [whole.title, part.longTitle] },
    grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
    xAxis: { type: 'category', data: months.map(({ month }) => `${Number(month.slice(5))}月`), ...axis(look) },
    yAxis: { type: 'value', minInterval: 1, ...axis(look) },
    series: [
      {
        name: whole.title,
        type: 'bar',
        data: months.map((each) => each.whole),
        itemStyle: { color: look.first },
        label: { show: true, position: 'top', color: look.text },
      },
      {
        name: part.longTitle,
        type: 'line',
        data: months.map((each) => each.part),
        symbol: 'diamond',
        symbolSize: 10,
        lineStyle: { width: 2, type: 'dashed', color: look.second },
        itemStyle: { color: look.second },
      },
    ],
  }
}

/** One bar a row, the longest on top, with its number at the end. */
export function barsOption(rows: readonly { name: string; count: number }[], look: ChartLook): EChartsCoreOption {
  const ordered = [...rows].sort((a, b) => a.count - b.count)
  return {
    ...base(look),
    grid: { left: 8, right: 40, top: 8, bottom: 8, containLabel: true },
    xAxis: { type: 'value', minInterval: 1, ...axis(look) },
    yAxis: { type: 'category', data: ordered.map(({ name }) => name), ...axis(look) },
    series: [
      {
        type: 'bar',
        data: ordered.map(({ count }) => count),
        itemStyle: { color: look.first },
        label: { show: true, position: 'right', color: look.text },
      },
    ],
  }
}
