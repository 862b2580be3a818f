/** The pages under 设置 and who may open them. */
export const SETTINGS_TABS = [
  { to: '/settings', title: '本单位设置', roles: ['head', 'admin'] },
  { to: '/settings/places', title: '居村委和网格', roles: ['clerk', 'head', 'admin'] },
  { to: '/settings/holidays', title: '放假调休', roles: ['head', 'admin'] },
  { to: '/settings/codes', title: '代码表', roles: ['clerk', 'mediator', 'head', 'admin'] },
  { to: '/settings/published', title: '区里发布', roles: ['head', 'admin'] },
  { to: '/settings/backup', title: '备份', roles: ['head', 'admin'] },
] as const
