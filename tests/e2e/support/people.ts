/** Everybody in the test centre; the passwords are all the same. */
export const PEOPLE = {
  clerk: { login: 'chuangkou', name: '窗口丙（测试）' },
  mediator: { login: 'tiaojie', name: '调解员丁（测试）' },
  worker: { login: 'shegong', name: '社工戊（测试）' },
  careHead: { login: 'bangfu', name: '帮扶负责人己（测试）' },
  head: { login: 'head', name: '负责人乙' },
  admin: { login: 'admin', name: '管理员甲' },
} as const
export type Person = keyof typeof PEOPLE
export const PASSWORD = 'xinmima-2026'
