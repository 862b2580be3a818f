export const PASSWORD = 'xinmima-2026'

/** A seat as its wizard leaves it, its head logged in. */
export async function setUpFresh(
  call: (method: string, input: unknown) => Promise<unknown>,
  seatLetter: string,
): Promise<void> {
  const first = 'chushi-2026'
  const { recoveryGroups } = (await call('account.setUp', {
    streetName: '梧桐里街道',
    streetCode: '',
    centreName: '梧桐里街道综治中心（测试）',
    centrePhone: '021-55550001',
    committeeName: '梧桐里街道人民调解委员会（测试）',
    committeeShortName: '梧桐里',
    seatLetter,
    admin: { login: 'admin', name: '管理员甲', password: PASSWORD },
    head: { login: 'head', name: '负责人乙', password: first },
    dossierPattern: '（{year}）{committee}人调字第{seat}{seq:4}号',
    matterPattern: '{year}-{seat}{seq:4}',
    backupDir: '',
  })) as { recoveryGroups: string[] }
  const checks = [0, 5].map((index) => ({ index, group: recoveryGroups[index] ?? '' }))
  await call('account.confirmRecovery', { checks })
  await call('account.logout', {})
  await call('account.login', { login: 'head', password: first })
  await call('account.changePassword', { oldPassword: first, newPassword: PASSWORD })
}
