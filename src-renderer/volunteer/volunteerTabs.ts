/** The pages of 平安志愿者. */
export const VOLUNTEER_TABS = [
  { to: '/volunteers', title: '名册' },
  { to: '/volunteers/activities', title: '服务活动' },
  { to: '/volunteers/teams', title: '队伍' },
  { to: '/volunteers/figures', title: '四四三与统计' },
  { to: '/volunteers/rules', title: '规则' },
] as const
