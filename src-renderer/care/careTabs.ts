import { CARE_ROLES, type Role } from '../../src-shared/kernel/roles.ts'

const HEAD = ['care_head'] as const satisfies readonly Role[]

/** The pages under 帮扶走访 and who may open them. */
export const CARE_TABS = [
  { to: '/care', title: '到期', roles: CARE_ROLES },
  { to: '/care/clients', title: '对象', roles: CARE_ROLES },
  { to: '/care/visit', title: '写走访', roles: CARE_ROLES },
  { to: '/care/occasions', title: '天气节日', roles: CARE_ROLES },
  { to: '/care/projects', title: '小组活动', roles: CARE_ROLES },
  { to: '/care/help', title: '帮扶资源', roles: CARE_ROLES },
  { to: '/care/months', title: '月台账', roles: CARE_ROLES },
  { to: '/care/hand-over', title: '移交', roles: CARE_ROLES },
  { to: '/care/groups', title: '类别与频次', roles: CARE_ROLES },
  { to: '/care/looks', title: '查看记录', roles: HEAD },
  { to: '/care/retention', title: '保存与销毁', roles: HEAD },
  { to: '/care/key', title: '钥匙', roles: CARE_ROLES },
] as const
