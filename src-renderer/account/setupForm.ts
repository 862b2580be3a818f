import { issueTexts } from '../../src-shared/kernel/issueText.ts'
import { reactive, watch } from 'vue'
import { SetUpInput } from '../../src-shared/account/schema.ts'
import { checkPattern } from '../../src-shared/centre/numbering.ts'

/** What the wizard asks; sent to the core as `SetUpInput`. */
export interface SetupForm extends SetUpInput {
  adminAgain: string
  headAgain: string
}

const STORAGE_KEY = 'setup'

/** What a street usually starts with; each can be changed in the wizard and later. */
function emptyForm(): SetupForm {
  return {
    streetName: '',
    streetCode: '',
    centreName: '',
    centrePhone: '',
    committeeName: '',
    committeeShortName: '',
    seatLetter: 'A',
    matterPattern: '{year}-{seat}{seq:4}',
    dossierPattern: '（{year}）{committee}人调字第{seat}{seq:4}号',
    backupDir: '',
    admin: { login: '', name: '', password: '' },
    head: { login: '', name: '', password: '' },
    adminAgain: '',
    headAgain: '',
  }
}

/** The form, kept for this window so that a reload loses nothing; passwords are never kept. */
export function useSetupForm(): SetupForm {
  const form = reactive(emptyForm())
  try {
    const kept = JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? '{}') as Partial<SetupForm>
    Object.assign(form, kept, { admin: { ...form.admin, ...kept.admin }, head: { ...form.head, ...kept.head } })
  } catch {
    // nothing kept, or not readable: the form starts empty
  }
  watch(form, ({ admin, head, ...rest }) => {
    const kept = { ...rest, adminAgain: '', headAgain: '' }
    const people = { admin: { ...admin, password: '' }, head: { ...head, password: '' } }
    sessionStorage.setItem(STORAGE_KEY, JSON.stringify({ ...kept, ...people }))
  })
  return form
}

export function forgetSetupForm(): void {
  sessionStorage.removeItem(STORAGE_KEY)
}

export interface SetupStep {
  readonly title: string
  /** Errors by field name; empty if the step is complete. */
  check(form: SetupForm): Record<string, string>
}

/** The steps in order. Each is checked with the contract's own schema. */
export const SETUP_STEPS: readonly SetupStep[] = [
  {
    title: '单位',
    check: (form) =>
      issueTexts(
        SetUpInput.pick({
          streetName: true,
          streetCode: true,
          centreName: true,
          centrePhone: true,
          committeeName: true,
          committeeShortName: true,
        }).safeParse(form).error,
      ),
  },
  {
    title: '编号',
    check(form) {
      const errors = issueTexts(
        SetUpInput.pick({ seatLetter: true, matterPattern: true, dossierPattern: true }).safeParse(form).error,
      )
      for (const name of ['matterPattern', 'dossierPattern'] as const) {
        const problem = checkPattern(form[name])
        if (problem) errors[name] ??= problem
      }
      return errors
    },
  },
  {
    title: '管理员和负责人',
    check(form) {
      const errors = issueTexts(SetUpInput.pick({ admin: true, head: true }).safeParse(form).error)
      if (form.admin.password !== form.adminAgain) errors['adminAgain'] = '两次输入的密码不一样'
      if (form.head.password !== form.headAgain) errors['headAgain'] = '两次输入的密码不一样'
      if (form.admin.login.trim() && form.admin.login.trim() === form.head.login.trim()) {
        errors['head.login'] = '两个人要用不同的登录名'
      }
      return errors
    },
  },
  { title: '备份', check: (form) => issueTexts(SetUpInput.pick({ backupDir: true }).safeParse(form).error) },
]
