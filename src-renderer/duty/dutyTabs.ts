/** The pages of 岗位联勤. */
export const DUTY_TABS = [
  { to: '/duty', title: '今日在岗' },
  { to: '/duty/month', title: '排班月表' },
  { to: '/duty/swaps', title: '换班' },
  { to: '/duty/records', title: '查岗与交接' },
  { to: '/duty/orders', title: '防控等级' },
  { to: '/duty/figures', title: '月度统计' },
  { to: '/duty/setup', title: '岗位与人员' },
  { to: '/duty/rules', title: '班次与规则' },
] as const
