import { ElMessageBox } from 'element-plus'

export interface ConfirmOptions {
  readonly title: string
  /** What will happen, and what stays. */
  readonly text: string
  /** The act as a verb: 关闭, 作废, 导入. */
  readonly act: string
  /** Cannot be undone: the safe button is focused first. */
  readonly isGrave?: boolean
}

/** Asks before an act; true if the user wants it. Closing the box or Esc means no. */
export async function confirm({ title, text, act, isGrave = false }: ConfirmOptions): Promise<boolean> {
  const answer = await ElMessageBox.confirm(text, title, {
    type: isGrave ? 'warning' : 'info',
    confirmButtonText: act,
    cancelButtonText: '先不',
    confirmButtonType: isGrave ? 'danger' : 'primary',
    autofocus: !isGrave,
    closeOnClickModal: false,
  }).catch(() => 'cancel')
  return answer === 'confirm'
}

/** Says something that must be read before going on. */
export async function tell(title: string, text: string): Promise<void> {
  await ElMessageBox.alert(text, title, { confirmButtonText: '知道了', closeOnClickModal: false }).catch(
    () => undefined,
  )
}
