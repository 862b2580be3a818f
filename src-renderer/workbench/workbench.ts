import {
  computed,
  inject,
  provide,
  ref,
  shallowRef,
  watch,
  type ComputedRef,
  type InjectionKey,
  type Ref,
  type ShallowRef,
} from 'vue'
import type { OutputOf } from '../../src-shared/contract.ts'
import { dayOf, type Day } from '../../src-shared/kernel/day.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import { ACT_TITLES, type MediationActName } from '../../src-shared/mediation/events.ts'
import { mediationContract, type MediationView } from '../../src-shared/mediation/schema.ts'
import { call } from '../api/call.ts'
import { errorText } from '../api/errorTexts.ts'
import { useChanged } from '../api/useChanged.ts'
import { hasRole } from '../app/session.ts'
import { useReading } from '../ledger/useReading.ts'

/** `correct` is no event of the mediation's course, but a form like the others. */
export type ActName = MediationActName | 'correct'
/** Forms whose title says more than the event's. */
const OWN_TITLES: Partial<Record<ActName, string>> = {
  correct: '更正案件信息',
  signAsParty: '签名盖章',
  signAsMediator: '签名盖章',
  sealByCommittee: '签名盖章',
  recordSession: '调解记录',
  reachAgreement: '调解协议',
}
export const actTitle = (act: ActName): string => OWN_TITLES[act] ?? ACT_TITLES[act as MediationActName]

/** The form that is open; `ref` says on which record: a session to amend. */
export interface OpenAct {
  act: ActName
  ref: string
}

export interface Workbench {
  readonly matterId: MatterId
  readonly view: Readonly<ShallowRef<MediationView | undefined>>
  /** Why the mediation cannot be shown. */
  readonly problem: Readonly<Ref<string>>
  readonly colleagues: Readonly<ShallowRef<OutputOf<'account.colleagues'>>>
  readonly settings: Readonly<ShallowRef<OutputOf<'centre.settings'> | undefined>>
  readonly today: ComputedRef<Day>
  readonly opened: Ref<OpenAct | undefined>
  open(act: ActName, ref?: string): void
  /** Closes the open form; with an act only if it is still that act's. */
  close(act?: ActName): void
  /** Why the act cannot be done now; empty if it can. */
  whyNot(act: ActName): string
  reload(): Promise<void>
  /** Notes that an act of this window led from one version to the next. */
  acted(from: number, to: number): void
  /** The version that a form stands on which was opened at `version`: what this window did itself is no surprise to it. */
  standsOn(version: number): number
  /** Reads again and tells the page around it. */
  changed(): Promise<void>
}

const workbenchKey: InjectionKey<Workbench> = Symbol('workbench')

export function useWorkbench(): Workbench {
  const found = inject(workbenchKey)
  if (!found) throw new Error('Not inside a mediation workbench')
  return found
}

/** Reads the mediation of a matter, keeps it fresh, and gives it to all parts of the workbench. */
export function provideWorkbench(matterId: string, version: () => number, onChanged: () => void): Workbench {
  const view = shallowRef<MediationView>()
  const colleagues = shallowRef<OutputOf<'account.colleagues'>>([])
  const settings = shallowRef<OutputOf<'centre.settings'>>()
  const opened = ref<OpenAct>()
  const own = new Map<number, number>()
  const states = computed(
    () => new Map(view.value?.matter.acts.map((each) => [each.act.replace(/^mediation\./, ''), each])),
  )

  const { problem, run: reload } = useReading(async () => {
    view.value = await call('mediation.get', { matterId: matterId as MatterId })
  })
  async function readSurroundings(): Promise<void> {
    const [people, own] = await Promise.all([call('account.colleagues', {}), call('centre.settings', {})])
    colleagues.value = people
    settings.value = own
  }
  const workbench: Workbench = {
    matterId: matterId as MatterId,
    view,
    problem,
    colleagues,
    settings,
    today: computed(() => (void view.value, dayOf(new Date().toISOString()))),
    opened,
    open: (act, of = '') => (opened.value = { act, ref: of }),
    close(act) {
      if (!act || opened.value?.act === act) opened.value = undefined
    },
    whyNot(act) {
      if (!hasRole(mediationContract[`mediation.${act}`].allow)) return '您的角色不能做这一步'
      if (act === 'correct') return view.value?.detail ? '' : '尚未受理'
      const state = states.value.get(act)
      return !state || state.isAllowed ? '' : state.why || '现在还不能做这一步'
    },
    reload,
    acted: (from, to) => void own.set(from, to),
    standsOn(version) {
      let now = version
      for (let next = own.get(now); next !== undefined; next = own.get(now)) now = next
      return now
    },
    async changed() {
      await reload()
      onChanged()
    },
  }
  void reload()
  void readSurroundings().catch((error: unknown) => (problem.value = errorText(error)))
  useChanged(['mediation', 'matters', 'papers'], reload)
  watch(version, (now) => now !== view.value?.matter.version && void reload())
  provide(workbenchKey, workbench)
  return workbench
}
