import type { EChartsCoreOption } from 'echarts/core'
import type { DistrictOutputOf } from '../../src-shared/district/contract.ts'
import type { ChartLook } from '../figures/trendOptions.ts'

type Months = DistrictOutputOf<'figures.trend'>['months']

/** Columns for what was received, a line for what is still open; a hidden number leaves a gap. */
export function receivedOption(months: Months, look: ChartLook): EChartsCoreOption {
  const axis = {
    axisLabel: { color: look.text },
    axisLine: { lineStyle: { color: look.line } },
    splitLine: { lineStyle: { color: look.line } },
  }
  return {
    textStyle: { color: look.text, fontFamily: look.font },
    animation: false,
    aria: { enabled: true, decal: { show: true } },
    tooltip: { trigger: 'axis', renderMode: 'richText', confine: true },
    legend: { top: 0, textStyle: { color: look.text } },
    grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
    xAxis: { type: 'category', data: months.map(({ month }) => month), ...axis },
    yAxis: { type: 'value', minInterval: 1, ...axis },
    series: [
      {
        name: '收到',
        type: 'bar',
        data: months.map(({ received }) => received ?? '-'),
        itemStyle: { color: look.first },
        label: { show: true, position: 'top', color: look.text },
      },
      {
        name: '未办结',
        type: 'line',
        data: months.map(({ open }) => open ?? '-'),
        symbol: 'diamond',
        symbolSize: 10,
        lineStyle: { width: 2, type: 'dashed', color: look.second },
        itemStyle: { color: look.second },
      },
    ],
  }
}
