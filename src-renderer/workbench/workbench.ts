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
import { call } from '../api/call.ts'
import { errorText } from '../api/errorTexts.ts'
import { useChanged } from '../api/useChanged.ts'
import { hasRole } from '../app/session.ts'
import { useReading } from '../ledger/useReading.ts'
import type { Values } from './fieldSpec.ts'
import type { TopicView, WorkbenchTopic } from './topic.ts'

/** The form that is open. */
export interface OpenAct {
  act: string
  /** On which record: a session to amend, a transfer to answer. */
  ref: string
  /** Values that somebody decided on before the form was opened; they stand before what the form proposes. */
  preset: Values
}

export interface Workbench<V extends TopicView = TopicView> {
  readonly topic: WorkbenchTopic<V>
  readonly matterId: MatterId
  readonly view: Readonly<ShallowRef<V | undefined>>
  /** Why the record cannot be shown. */
  readonly problem: Readonly<Ref<string>>
  readonly colleagues: Readonly<ShallowRef<OutputOf<'account.colleagues'>>>
  readonly settings: Readonly<ShallowRef<OutputOf<'centre.settings'> | undefined>>
  readonly today: ComputedRef<Day>
  readonly opened: Ref<OpenAct | undefined>
  open(act: string, ref?: string, preset?: Values): void
  /** Closes the open form; with an act only if it is still that act's. */
  close(act?: string): void
  /** Why the act cannot be done now; empty if it can. */
  whyNot(act: string): string
  reload(): Promise<void>
  /** Notes that an act of this window led from one version to the next. */
  acted(from: number, to: number): void
  /** The version that a form stands on which was opened at `version`: what this window did itself is no surprise to it. */
  standsOn(version: number): number
  /** Reads again and tells the page around it. */
  changed(): Promise<void>
}

const workbenchKey: InjectionKey<Workbench> = Symbol('workbench')

/** The workbench that the component is part of; a topic says with `V` what it shows. */
export function useWorkbench<V extends TopicView = TopicView>(): Workbench<V> {
  const found = inject(workbenchKey)
  if (!found) throw new Error('Not inside a workbench')
  return found as unknown as Workbench<V>
}

/** Reads the record of a matter, keeps it fresh, and gives it to all parts of the workbench. */
export function provideWorkbench<V extends TopicView>(
  topic: WorkbenchTopic<V>,
  matterId: string,
  version: () => number,
  onChanged: () => void,
): Workbench<V> {
  const view = shallowRef<V>()
  const colleagues = shallowRef<OutputOf<'account.colleagues'>>([])
  const settings = shallowRef<OutputOf<'centre.settings'>>()
  const opened = ref<OpenAct>()
  const own = new Map<number, number>()
  const prefix = `${topic.name}.`
  const states = computed(
    () =>
      new Map(
        view.value?.matter.acts.map((each) => [
          each.act.startsWith(prefix) ? each.act.slice(prefix.length) : each.act,
          each,
        ]),
      ),
  )

  const { problem, run: reload } = useReading(async () => {
    view.value = await topic.read(matterId as MatterId)
  })
  async function readSurroundings(): Promise<void> {
    const [people, own] = await Promise.all([call('account.colleagues', {}), call('centre.settings', {})])
    colleagues.value = people
    settings.value = own
  }
  const workbench: Workbench<V> = {
    topic,
    matterId: matterId as MatterId,
    view,
    problem,
    colleagues,
    settings,
    today: computed(() => (void view.value, dayOf(new Date().toISOString()))),
    opened,
    open: (act, of = '', preset = {}) => (opened.value = { act, ref: of, preset }),
    close(act) {
      if (!act || opened.value?.act === act) opened.value = undefined
    },
    whyNot(act) {
      if (!hasRole(topic.rolesOf(act))) return '您的角色不能做这一步'
      const ownReason = topic.whyNotOwn?.(act, view.value)
      if (ownReason !== undefined) return ownReason
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
  useChanged([topic.name, 'matters', 'papers'], reload)
  watch(version, (now) => now !== view.value?.matter.version && void reload())
  provide(workbenchKey, workbench as unknown as Workbench)
  return workbench
}
